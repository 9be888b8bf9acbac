package app.quotawatch.quickstart;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The command line: each option as {@code --name value} or {@code --name=value}.
 *
 * @param port where the bundled ingest listens; 0 for any free port
 * @param seconds after how many seconds to end; empty: when it is stopped
 * @param ingest the ingest to use instead of the bundled one
 * @param help whether only help is asked for
 */
record Options(int port, OptionalLong seconds, Optional<URI> ingest, boolean help) {

    static final String HELP = """
            QuotaWatch quickstart: an application that calls two APIs, and the dashboard that shows it.

            Options:
              --port N          port of the bundled ingest and its dashboard, 0 for any free one (default 3001)
              --seconds N       end after N seconds; the exit code is 0 only if every call was delivered
              --ingest-url URL  deliver there instead, and start no ingest; the project key is taken from
                                the environment variable QUOTAWATCH_API_KEY
              --help            show this
            """;

    private static final Options DEFAULTS = new Options(3001, OptionalLong.empty(), Optional.empty(), false);
    private static final int LONGEST_SECONDS = 86_400;

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static Options parse(List<String> arguments) {
        Options options = DEFAULTS;
        boolean portGiven = false;
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (equals >= 0) {
                rest.push(argument.substring(equals + 1));
            }
            portGiven |= name.equals("--port");
            options = options.with(name, rest);
        }
        if (portGiven && options.ingest.isPresent()) {
            throw new IllegalArgumentException("--port and --ingest-url: only one of them makes sense");
        }
        return options;
    }

    private Options with(String name, Deque<String> rest) {
        return switch (name) {
            case "--port" -> new Options(number(name, rest, 0, 65_535), seconds, ingest, help);
            case "--seconds" -> new Options(port, OptionalLong.of(number(name, rest, 1, LONGEST_SECONDS)), ingest,
                    help);
            case "--ingest-url" -> new Options(port, seconds, Optional.of(uri(name, rest)), help);
            case "--help" -> new Options(port, seconds, ingest, true);
            default -> throw new IllegalArgumentException("unknown option " + name
                    + "; allowed are --port, --seconds, --ingest-url and --help");
        };
    }

    private static int number(String name, Deque<String> rest, int from, int to) {
        String value = value(name, rest);
        if (value.matches("\\d{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= from && number <= to) {
                return number;
            }
        }
        throw new IllegalArgumentException(name + " " + value + ": must be a whole number, " + from + " to " + to);
    }

    /* What else is wrong with it, the library says as it does of any configuration. */
    private static URI uri(String name, Deque<String> rest) {
        String value = value(name, rest);
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name + " " + value + ": is no URL", e);
        }
    }

    private static String value(String name, Deque<String> rest) {
        if (rest.isEmpty() || rest.peek().startsWith("--")) {
            throw new IllegalArgumentException(name + ": needs a value");
        }
        return rest.pop();
    }
}
