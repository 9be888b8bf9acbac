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
 * @param port the port of the bundled ingest; 0 for any free port
 * @param seconds after how many seconds to stop; empty: run until stopped
 * @param ingest the ingest to use instead of the bundled one
 * @param help whether only help is requested
 */
record Options(int port, OptionalLong seconds, Optional<URI> ingest, boolean help) {

    static final String HELP = """
            QuotaWatch quickstart: an application that calls two APIs, and a dashboard for its calls.

            Options:
              --port N          port of the bundled ingest and its dashboard, 0 for any free port (default 3001)
              --seconds N       stop after N seconds; the exit code is 0 only if every call was delivered
              --ingest-url URL  deliver to this ingest instead of starting one; the project key is read
                                from the environment variable QUOTAWATCH_API_KEY
              --help            show this help
            """;

    private static final Options DEFAULTS = new Options(3001, OptionalLong.empty(), Optional.empty(), false);
    private static final int LONGEST_SECONDS = 86_400;

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException naming the invalid option
     */
    static Options parse(List<String> arguments) {
        Options options = DEFAULTS;
        boolean portGiven = false;
        Deque<String> remaining = new ArrayDeque<>(arguments);
        while (!remaining.isEmpty()) {
            String argument = remaining.pop();
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (equals >= 0) {
                remaining.push(argument.substring(equals + 1));
            }
            portGiven |= name.equals("--port");
            options = options.with(name, remaining);
        }
        if (portGiven && options.ingest.isPresent()) {
            throw new IllegalArgumentException("--port and --ingest-url: specify only one of them");
        }
        return options;
    }

    private Options with(String name, Deque<String> remaining) {
        return switch (name) {
            case "--port" -> new Options(number(name, remaining, 0, 65_535), seconds, ingest, help);
            case "--seconds" -> new Options(port, OptionalLong.of(number(name, remaining, 1, LONGEST_SECONDS)), ingest,
                    help);
            case "--ingest-url" -> new Options(port, seconds, Optional.of(uri(name, remaining)), help);
            case "--help" -> new Options(port, seconds, ingest, true);
            default -> throw new IllegalArgumentException("unknown option " + name
                    + "; valid options are --port, --seconds, --ingest-url and --help");
        };
    }

    private static int number(String name, Deque<String> remaining, int from, int to) {
        String value = value(name, remaining);
        if (value.matches("\\d{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= from && number <= to) {
                return number;
            }
        }
        throw new IllegalArgumentException(name + " " + value + ": must be a whole number, " + from + " to " + to);
    }

    /* The library validates everything else about the URL, as in any configuration. */
    private static URI uri(String name, Deque<String> remaining) {
        String value = value(name, remaining);
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name + " " + value + ": is not a URL", e);
        }
    }

    private static String value(String name, Deque<String> remaining) {
        if (remaining.isEmpty() || remaining.peek().startsWith("--")) {
            throw new IllegalArgumentException(name + ": needs a value");
        }
        return remaining.pop();
    }
}
