package app.quotawatch.fleet.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A JVM that runs {@link FleetReplica}, and what it has printed. */
final class RunningReplica {

    /**
     * What a replica knew of an API at some instant.
     *
     * @param own what it had used itself
     * @param fleet what all had used, as far as it knew; -1 if it did not know
     * @param synced when it had last exchanged with the others; 0 if never
     */
    record Reading(long millis, int api, long own, long fleet, long synced) {}

    private final Process process;
    private final Thread reader;
    private final List<Reading> readings = new CopyOnWriteArrayList<>();

    RunningReplica(String url, int apis, int rate, long endMillis) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                        FleetReplica.class.getName(), url, "" + apis, "" + rate, "" + endMillis));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        reader = new Thread(this::read, "replica's output");
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("\\d{13} \\d+ \\d+ -?\\d+ \\d+")) {
                    String[] words = line.split(" ");
                    readings.add(new Reading(Long.parseLong(words[0]), Integer.parseInt(words[1]),
                            Long.parseLong(words[2]), Long.parseLong(words[3]), Long.parseLong(words[4])));
                }
            }
        } catch (IOException e) {
            // killed
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        await();
    }

    /** Ends it and waits for its end. */
    void leave() throws IOException, InterruptedException {
        process.outputWriter().close();
        await();
    }

    private void await() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("a replica does not end");
        }
        reader.join();
    }

    List<Reading> readings(int api) {
        return readings.stream().filter(reading -> reading.api() == api).toList();
    }
}
