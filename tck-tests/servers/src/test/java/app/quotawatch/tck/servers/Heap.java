package app.quotawatch.tck.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The objects and threads in the process of a server, read with the JDK's {@code jcmd}. */
record Heap(Server server) {

    /** Returns the number of reachable instances of the class. */
    long instancesOf(String className) {
        return jcmd("GC.class_histogram").stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > 3 && columns[3].equals(className))
                .mapToLong(columns -> Long.parseLong(columns[1]))
                .sum();
    }

    /** Returns the number of live class loaders that have loaded the class. Requires a preceding garbage collection. */
    long loadersOf(String className) {
        return jcmd("VM.classloaders", "show-classes=true").stream()
                .filter(line -> line.endsWith(" " + className))
                .count();
    }

    /** Returns the thread names that contain this text. */
    List<String> threads(String part) {
        return jcmd("Thread.print").stream()
                .filter(line -> line.startsWith("\"") && line.contains(part))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .toList();
    }

    /** Writes a heap dump for analysis. */
    void dump(Path file) {
        jcmd("GC.heap_dump", file.toAbsolutePath().toString());
    }

    private List<String> jcmd(String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(server.jdk.home().resolve("bin/jcmd").toString(),
                    Long.toString(server.pid()));
            builder.command().addAll(List.of(command));
            Process jcmd = builder.redirectErrorStream(true).start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
