package app.quotawatch;

import java.util.List;

/** A configuration that cannot be used. It reports every problem at once: the key, the value and what is allowed. */
public final class InvalidConfigException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final ConfigProblem[] problems;

    private InvalidConfigException(List<ConfigProblem> problems) {
        super(message(problems));
        this.problems = problems.toArray(new ConfigProblem[0]);
    }

    /**
     * Returns an exception to throw.
     *
     * @param problems at least one
     * @throws IllegalArgumentException if there is no problem
     */
    public static InvalidConfigException of(List<ConfigProblem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("problems must not be empty");
        }
        return new InvalidConfigException(problems);
    }

    /** Returns the problems, one or more, in the order in which they were found. Immutable. */
    public List<ConfigProblem> problems() {
        return List.of(problems);
    }

    static void throwIfAny(List<ConfigProblem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
    }

    private static String message(List<ConfigProblem> problems) {
        StringBuilder message = new StringBuilder("QuotaWatch's configuration has ")
                .append(problems.size() == 1 ? "a problem" : problems.size() + " problems").append(':');
        for (ConfigProblem problem : problems) {
            message.append("\n  - ").append(problem.message());
        }
        return message.toString();
    }
}
