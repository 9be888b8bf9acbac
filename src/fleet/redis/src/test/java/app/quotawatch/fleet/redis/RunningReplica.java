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
     * @param fleet what all had used, as far as it knew; -1 if it did not know
     */
    record Reading(long millis, int api, long own, long fleet) {}

    private final Process process;
    private final Thread reader;
    private final List<Reading> readings = new CopyOnWriteArrayList<>();
    private final List<String> others = new CopyOnWriteArrayList<>();

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
        List<Reading> batch = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                if (words.length == 4 && words[0].matches("\\d{13}")) {
                    batch.add(
                            new Reading(Long.parseLong(words[0]), Integer.parseInt(words[1]), Long.parseLong(words[2]),
                                    Long.parseLong(words[3])));
                } else {
                    others.add(line);
                }
            }
        } catch (IOException e) {
            // killed
        }
        readings.addAll(batch);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        await();
    }

    /** Waits for its end. */
    void await() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("a replica does not end");
        }
        reader.join();
    }

    List<Reading> readings(int api) {
        return readings.stream().filter(reading -> reading.api() == api).toList();
    }

    /** Returns what it had used of an API at an instant. */
    long own(int api, long millis) {
        long own = 0;
        for (Reading reading : readings(api)) {
            if (reading.millis() > millis) {
                break;
            }
            own = reading.own();
        }
        return own;
    }

    /** Returns its log. */
    List<String> log() {
        return others;
    }
}
