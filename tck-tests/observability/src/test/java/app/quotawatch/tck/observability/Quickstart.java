package app.quotawatch.tck.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/** The quickstart for Quarkus as it is packaged, in a process of its own. */
final class Quickstart implements AutoCloseable {

    private final Process process;
    private final int port;

    private Quickstart(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts an instance with these system properties, beside those that give it free ports. */
    static Quickstart start(Path log, URI ingest, String... properties) {
        Assumptions.assumeTrue(Files.isRegularFile(TestedFiles.QUICKSTART),
                "the quickstart is not packaged: build it with -am, up to the phase package");
        int port = freePort();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m", "-Dquarkus.http.port=" + port, "-Dupstreams.openai.port=" + freePort(),
                        "-Dupstreams.github.port=" + freePort(), "-Dquotawatch.ingest-url=" + ingest,
                        "-Dquotawatch.api-key=qw_test_key"));
        for (String property : properties) {
            command.add("-D" + property);
        }
        command.addAll(List.of("-jar", TestedFiles.QUICKSTART.toString()));
        try {
            return new Quickstart(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
                    .start(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns host and port, as Prometheus names a target. */
    String target() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
