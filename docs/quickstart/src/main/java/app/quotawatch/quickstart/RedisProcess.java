package app.quotawatch.quickstart;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Redis of its own, on a free port and without files. */
final class RedisProcess implements AutoCloseable {

    private static final String PROGRAM = "redis-server";
    private static final String HOST = "127.0.0.1";
    private static final int LONGEST_START_SECONDS = 10;
    private static final int RETRY_MILLIS = 20;

    private final int port;
    private final Process process;

    /**
     * Starts the {@code redis-server} of this machine.
     *
     * @throws IllegalStateException if it is not installed or does not start, with the remedy
     */
    RedisProcess() {
        Path program = find().orElseThrow(() -> new IllegalStateException(PROGRAM
                + " is not on the PATH. Install it with "
                + "\"apt-get install redis-server\" (Debian, Ubuntu), \"dnf install redis\" (Fedora) or \"brew install redis\" "
                + "(macOS), and run the command again"));
        try {
            port = freePort();
            process = new ProcessBuilder(program.toString(), "--bind", HOST, "--port", Integer.toString(port), "--save",
                    "", "--appendonly", "no", "--loglevel", "warning", "--daemonize", "no")
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitStart();
    }

    private static Optional<Path> find() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path program = Path.of(folder, PROGRAM);
            if (Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
        while (process.isAlive() && System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(HOST, port), RETRY_MILLIS);
                return;
            } catch (IOException e) {
                pause();
            }
        }
        close();
        throw new IllegalStateException(PROGRAM + " does not start");
    }

    private void pause() {
        try {
            process.waitFor(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String url() {
        return "redis://" + HOST + ":" + port;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
