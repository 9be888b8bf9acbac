package app.quotawatch.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The command line: each option as {@code --name value} or {@code --name=value}. */
final class Options {

    static final String HELP = """
            QuotaWatch local ingest: receives the QuotaWatch library's events and shows them.

            Usage: java -jar quotawatch-ingest-runnable.jar [options]
              --port N        port to listen on, 0 for any free port (default 3001)
              --host NAME     host or address to listen on, and the name to reach it under
                              (default localhost; beyond loopback, a project key is required,
                              also for reading: as the password that the browser asks for)
              --api-key KEY   accept only this project key (default: any); other users of this
                              machine can see it, so prefer the environment variable
              --plan-apis N   accept at most N different APIs, as a plan would (default: unlimited)
              --help          show this help

                   java -jar quotawatch-ingest-runnable.jar doctor --config FILE
              examines an application's installation; doctor --help shows its options

            Environment:
              QUOTAWATCH_INGEST_API_KEY   the same as --api-key, unless that is given
            """;

    static final String KEY_VARIABLE = "QUOTAWATCH_INGEST_API_KEY";

    private Options() {}

    /** Returns a builder with the given options, or null if help is requested; throws IllegalArgumentException for bad options. */
    static LocalIngest.@Nullable Builder parse(List<String> arguments, @Nullable String keyOfEnvironment) {
        LocalIngest.Builder builder = LocalIngest.builder().apiKey(keyOfEnvironment);
        Deque<String> remaining = new ArrayDeque<>(arguments);
        while (!remaining.isEmpty()) {
            String name = name(remaining);
            if (name.equals("--help")) {
                return null;
            }
            apply(builder, name, remaining);
        }
        return builder;
    }

    /** Removes the next option's name, so that its value comes next. */
    static String name(Deque<String> remaining) {
        String argument = remaining.pop();
        int equals = argument.indexOf('=');
        if (equals >= 0) {
            remaining.push(argument.substring(equals + 1));
        }
        return equals < 0 ? argument : argument.substring(0, equals);
    }

    private static void apply(LocalIngest.Builder builder, String name, Deque<String> remaining) {
        switch (name) {
            case "--port" -> builder.port(number(name, remaining));
            case "--host" -> builder.host(value(name, remaining));
            case "--api-key" -> builder.apiKey(value(name, remaining));
            case "--plan-apis" -> builder.planApis(number(name, remaining));
            default -> throw new IllegalArgumentException("unknown option " + name
                    + "; valid options are --port, --host, --api-key, --plan-apis and --help");
        }
    }

    /** Removes the value of an option. */
    static String value(String name, Deque<String> remaining) {
        String next = remaining.peek();
        if (next == null || next.startsWith("--")) {
            throw new IllegalArgumentException(name + ": needs a value");
        }
        return remaining.pop();
    }

    private static int number(String name, Deque<String> remaining) {
        try {
            return Integer.parseInt(value(name, remaining));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": must be a whole number", e);
        }
    }
}
