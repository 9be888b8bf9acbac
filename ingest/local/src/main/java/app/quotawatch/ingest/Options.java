package app.quotawatch.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The command line: each option as {@code --name value} or {@code --name=value}. */
final class Options {

    static final String HELP = """
            QuotaWatch local ingest: takes what the QuotaWatch library sends and shows it.

            Usage: java -jar quotawatch-ingest-runnable.jar [options]
              --port N        port to listen on, 0 for any free one (default 3001)
              --host NAME     host or address to listen on (default localhost; others can read and
                              send whatever they can reach, so leave it unless you mean that)
              --api-key KEY   accept this project key only (default: any)
              --plan-apis N   accept at most N different APIs, as a plan would (default: any number)
              --help          show this
            """;

    private Options() {}

    /** A builder with what was given, or null where help is asked for; bad options are an IllegalArgumentException. */
    static LocalIngest.Builder parse(List<String> arguments) {
        LocalIngest.Builder builder = LocalIngest.builder();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            if (argument.equals("--help")) {
                return null;
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (equals >= 0) {
                rest.push(argument.substring(equals + 1));
            }
            apply(builder, name, rest);
        }
        return builder;
    }

    private static void apply(LocalIngest.Builder builder, String name, Deque<String> rest) {
        switch (name) {
            case "--port" -> builder.port(number(name, rest));
            case "--host" -> builder.host(value(name, rest));
            case "--api-key" -> builder.apiKey(value(name, rest));
            case "--plan-apis" -> builder.planApis(number(name, rest));
            default -> throw new IllegalArgumentException("unknown option " + name
                    + "; allowed are --port, --host, --api-key, --plan-apis and --help");
        }
    }

    private static String value(String name, Deque<String> rest) {
        if (rest.isEmpty() || rest.peek().startsWith("--")) {
            throw new IllegalArgumentException(name + ": needs a value");
        }
        return rest.pop();
    }

    private static int number(String name, Deque<String> rest) {
        try {
            return Integer.parseInt(value(name, rest));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": must be a whole number", e);
        }
    }
}
