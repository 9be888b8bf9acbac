package app.quotawatch.quickstart;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A replica that this JVM has started, with what it prints. */
final class ReplicaProcess {

    private static final int LONGEST_STOP_SECONDS = 20;

    private final int number;
    private final Process process;
    private final Thread printer = new Thread(this::print, "replica-printer");
    private volatile boolean hasPrinted;
    private volatile boolean isStopping;

    /** Starts a replica with these system properties. */
    ReplicaProcess(int number, Map<String, String> properties) {
        this.number = number;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-classpath", classPath(), Replica.class.getName()));
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        printer.start();
    }

    /* Maven runs this class in its own JVM, with a class loader for its class path. */
    private static String classPath() {
        if (!(ReplicaProcess.class.getClassLoader() instanceof URLClassLoader loader)) {
            return System.getProperty("java.class.path");
        }
        List<String> entries = new ArrayList<>();
        for (URL url : loader.getURLs()) {
            entries.add(new File(url.getPath()).toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private void print() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println("replica " + number + " | " + line);
                hasPrinted = true;
            }
        } catch (IOException e) {
            // killed while it wrote
        }
        if (!isStopping) {
            System.out.println("replica " + number + " | has ended");
        }
    }

    long pid() {
        return process.pid();
    }

    /** Returns whether it runs, or has ended already. */
    boolean hasStarted() {
        return hasPrinted || !process.isAlive();
    }

    /** Asks it to stop. */
    void stop() {
        isStopping = true;
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // it has ended already
        }
    }

    /** Waits until it has stopped, and returns whether it did so by itself. */
    boolean awaitStop() {
        try {
            if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            printer.join(TimeUnit.SECONDS.toMillis(1));
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
