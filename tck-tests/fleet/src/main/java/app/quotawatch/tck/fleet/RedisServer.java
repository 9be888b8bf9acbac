package app.quotawatch.tck.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;

/** A redis-server of this machine, on a port and in a folder of its own, without persistence. */
public final class RedisServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final String program = Program.required("redis-server", "redis-server", Program.onThePath());
    private final Path folder = Program.temporaryFolder("redis");
    private final int port = Program.freePort();
    private final List<String> options;
    private final List<String> login;
    private Process process;

    private RedisServer(List<String> options, List<String> login) {
        this.options = options;
        this.login = login;
        restart();
    }

    /** Starts a server with these options, such as {@code --maxmemory 1mb}. */
    public static RedisServer start(String... options) {
        return new RedisServer(List.of(options), List.of());
    }

    /** Starts a server that rejects commands without a login; these arguments of redis-cli make one. */
    public static RedisServer start(List<String> options, List<String> login) {
        return new RedisServer(options, login);
    }

    /** Starts a server that listens with TLS only. */
    public static RedisServer startWithTls(Path certificate, Path key, List<String> options, List<String> login) {
        List<String> all = new ArrayList<>(
                List.of("--tls-cert-file", certificate.toString(), "--tls-key-file", key.toString(),
                        "--tls-auth-clients", "no"));
        all.addAll(options);
        List<String> client = new ArrayList<>(List.of("--tls", "--insecure"));
        client.addAll(login);
        return new RedisServer(all, client);
    }

    /** Starts it, again after {@link #kill()}; it has no data then. */
    public void restart() {
        List<String> command = new ArrayList<>(
                List.of(program, "--bind", HOST, "--dir", folder.toString(), "--save", "",
                        "--appendonly", "no", "--loglevel", "warning"));
        command.addAll(login.contains("--tls")
                ? List.of("--port", "0", "--tls-port", Integer.toString(port))
                : List.of("--port", Integer.toString(port)));
        command.addAll(options);
        process = Program.start(folder.resolve("log"), command);
        Awaitility.await("redis-server").atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20))
                .ignoreExceptions().until(() -> cli("PING").contains("PONG"));
    }

    /** Runs a command with redis-cli and returns what it prints. */
    public String cli(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("redis-cli", "-h", HOST, "-p", Integer.toString(port), "--no-auth-warning"));
        command.addAll(login);
        command.addAll(List.of(arguments));
        return Program.run(command).trim();
    }

    public int port() {
        return port;
    }

    /** Returns {@code 127.0.0.1:PORT}. */
    public String address() {
        return HOST + ":" + port;
    }

    public String url() {
        return "redis://" + address();
    }

    /** Makes it hang, as {@code SIGSTOP} does. */
    public void pause() {
        Program.signal(process, "STOP");
    }

    public void resume() {
        Program.signal(process, "CONT");
    }

    public void kill() {
        Program.kill(process);
    }

    @Override
    public void close() {
        kill();
        Program.delete(folder);
    }
}
