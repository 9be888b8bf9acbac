package app.quotawatch.tck.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What lives in the process of a server, as the JDK's {@code jcmd} tells. */
record Heap(Server server) {

    /** Returns how many objects of the class are reachable. */
    long instancesOf(String className) {
        return jcmd("GC.class_histogram").stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > 3 && columns[3].equals(className))
                .mapToLong(columns -> Long.parseLong(columns[1]))
                .sum();
    }

    /** Returns how many class loaders have loaded the class and are alive; a collection must have gone before. */
    long loadersOf(String className) {
        return jcmd("VM.classloaders", "show-classes=true").stream()
                .filter(line -> line.endsWith(" " + className))
                .count();
    }

    /** Returns the names of the threads that contain this. */
    List<String> threads(String part) {
        return jcmd("Thread.print").stream()
                .filter(line -> line.startsWith("\"") && line.contains(part))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .toList();
    }

    /** Writes everything down, to find out who holds what. */
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
