package app.quotawatch.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;

/** Runs the demo from a command line. */
final class Main {

    private static final int INCOMPLETE = 1;
    private static final int CANNOT_START = 1;
    private static final int BAD_OPTIONS = 2;
    private static final int LINES_BETWEEN_HEADINGS = 20;
    private static final int LONGEST_STOP_SECONDS = 20;

    private final Stop stop = new Stop();

    private Main() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        configureLogging();
        System.exit(run(List.of(arguments), options -> new Main().run(options)));
    }

    static void configureLogging() throws IOException {
        if (System.getProperty("java.util.logging.config.file") == null) {
            try (InputStream configuration = Main.class.getResourceAsStream("/logging.properties")) {
                LogManager.getLogManager().readConfiguration(configuration);
            }
        }
    }

    /** Runs a demo with the options of a command line, and returns the exit code. */
    static int run(List<String> arguments, Demonstration demonstration) throws InterruptedException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return BAD_OPTIONS;
        }
        if (options.help()) {
            System.out.print(Options.HELP);
            return 0;
        }
        try {
            return demonstration.run(options);
        } catch (RuntimeException e) {
            System.err.println(isPortTaken(e)
                    ? "Port " + options.port() + " is in use, perhaps by another ingest: "
                            + "choose another port with --port N, or any free port with --port 0"
                    : "Cannot start: " + e.getMessage());
            return CANNOT_START;
        }
    }

    private int run(Options options) throws InterruptedException {
        Demo demo = new Demo(options);
        stop.onExit("quickstart-stop", LONGEST_STOP_SECONDS);
        return watch(demo, options);
    }

    private int watch(Demo demo, Options options) throws InterruptedException {
        System.out.println(demo.ingest().opening());
        long start = System.nanoTime();
        long last = options.seconds().orElse(Long.MAX_VALUE);
        for (long second = 1; second <= last && !isStopped(start + TimeUnit.SECONDS.toNanos(second)); second++) {
            if (second % LINES_BETWEEN_HEADINGS == 1) {
                System.out.print(Progress.HEADING);
            }
            System.out.println(demo.line(second));
        }
        try {
            Outcome outcome = demo.stop();
            System.out.println("Stopped. " + outcome);
            return outcome.isComplete() ? 0 : INCOMPLETE;
        } finally {
            stop.done();
        }
    }

    private boolean isStopped(long until) throws InterruptedException {
        return stop.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private static boolean isPortTaken(Throwable failure) {
        return failure.getCause() instanceof BindException;
    }

    /** A demo that runs until it is stopped. */
    @FunctionalInterface
    interface Demonstration {

        /** Returns the exit code; throws if it cannot start. */
        int run(Options options) throws InterruptedException;
    }
}
