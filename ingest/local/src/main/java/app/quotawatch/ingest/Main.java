package app.quotawatch.ingest;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.LocalIngest.Builder;

/** Starts the local ingest from a command line. */
final class Main {

    private static final int CANNOT_START = 1;
    private static final int BAD_OPTIONS = 2;

    private Main() {}

    public static void main(String... arguments) {
        if (arguments.length > 0 && arguments[0].equals(DoctorCommand.NAME)) {
            System.exit(examine(List.of(arguments).subList(1, arguments.length)));
        }
        Builder builder = parse(List.of(arguments));
        if (builder == null) {
            System.out.print(Options.HELP);
        } else {
            run(builder);
        }
    }

    private static int examine(List<String> arguments) {
        try {
            return DoctorCommand.run(arguments, System.getenv(), System.out);
        } catch (IllegalArgumentException e) {
            throw exit(BAD_OPTIONS, e);
        } catch (NoClassDefFoundError e) {
            throw exit(CANNOT_START,
                    new IllegalStateException("the doctor is part of quotawatch-ingest-runnable.jar alone", e));
        }
    }

    private static @Nullable Builder parse(List<String> arguments) {
        try {
            return Options.parse(arguments, System.getenv(Options.KEY_VARIABLE));
        } catch (IllegalArgumentException e) {
            throw exit(BAD_OPTIONS, e);
        }
    }

    private static void run(Builder builder) {
        LocalIngest ingest = start(builder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ingest.close();
            System.out.println("Stopped after " + ingest.received() + " events.");
        }, "quotawatch-ingest-stop"));
        System.out.println("QuotaWatch dashboard: " + ingest.uri() + "/  (Ctrl-C stops)");
        awaitTermination();
    }

    /* The ingest has daemon threads only, so that a test that forgets to close it still ends. */
    private static void awaitTermination() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static LocalIngest start(Builder builder) {
        try {
            return builder.start();
        } catch (IllegalArgumentException e) {
            throw exit(BAD_OPTIONS, e);
        } catch (UncheckedIOException e) {
            throw exit(CANNOT_START, e);
        }
    }

    private static IllegalStateException exit(int code, RuntimeException reason) {
        System.err.println(reason.getMessage());
        System.exit(code);
        return new IllegalStateException(reason);
    }
}
