package app.quotawatch;

import java.util.List;

/** A configuration that cannot be used. It names every problem at once: the key, the value and what is allowed. */
public final class InvalidConfigException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * Creates the exception.
     *
     * @param problems one line each, at least one
     */
    public InvalidConfigException(List<String> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, one line each: {@code key = value: what is allowed}. */
    public List<String> problems() {
        return problems == null ? List.of(getMessage()) : problems;
    }

    static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
    }

    private static String message(List<String> problems) {
        return "QuotaWatch's configuration has " + (problems.size() == 1 ? "a problem" : problems.size() + " problems")
                + ":\n  - " + String.join("\n  - ", problems);
    }
}
