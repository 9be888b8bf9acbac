package app.quotawatch.quickstart;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the demo of a fleet from a command line, with the options of {@link Main}. */
final class FleetMain {

    private static final int LONGEST_STOP_SECONDS = 60;
    private static final int LOOK_AGAIN_MILLIS = 50;

    private final Stop stop = new Stop();

    private FleetMain() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        Main.configureLogging();
        System.exit(Main.run(List.of(arguments), options -> new FleetMain().run(options)));
    }

    private int run(Options options) throws InterruptedException {
        FleetDemo demo = new FleetDemo(options);
        stop.onExit("fleet-stop", LONGEST_STOP_SECONDS);
        System.out.println(demo.opening());
        while (!demo.hasStarted() && !stop.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
            // until all replicas run
        }
        stop.await(options.seconds().orElse(Long.MAX_VALUE), TimeUnit.SECONDS);
        try {
            return demo.stop() ? 0 : 1;
        } finally {
            stop.done();
        }
    }
}
