package app.quotawatch.quickstart;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

/**
 * One replica of the application in a JVM of its own, configured by system properties. Prints once per second what it knows, and ends
 * when its input ends, so that it does not outlive the process that started it.
 */
final class Replica {

    private static final int LONGEST_STOP_SECONDS = 20;

    private final Stop stop = new Stop();

    private Replica() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        Main.configureLogging();
        new Replica().run();
        System.exit(0);
    }

    private void run() throws InterruptedException {
        Thread input = new Thread(this::awaitEndOfInput, "replica-input");
        input.setDaemon(true);
        input.start();
        stop.onExit("replica-stop", LONGEST_STOP_SECONDS);
        SeContainer container = SeContainerInitializer.newInstance()
                // otherwise, on Ctrl-C, Weld would stop the application at the same time as this class
                .addProperty("org.jboss.weld.se.shutdownHook", false)
                .initialize();
        try {
            FleetProgress progress = container.select(FleetProgress.class).get();
            long next = System.nanoTime();
            do {
                System.out.println(progress.line(Instant.now()));
                next += TimeUnit.SECONDS.toNanos(1);
            } while (!stop.await(next - System.nanoTime(), TimeUnit.NANOSECONDS));
        } finally {
            container.close();
            stop.done();
        }
    }

    private void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // only its end counts
            }
        } catch (IOException e) {
            // ended as well
        }
        stop.request();
    }
}
