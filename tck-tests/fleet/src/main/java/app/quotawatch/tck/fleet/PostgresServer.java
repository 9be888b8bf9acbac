package app.quotawatch.tck.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/** A PostgreSQL of this machine, on a port and in a folder of its own, which trusts everybody. */
public final class PostgresServer implements AutoCloseable {

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    private final Path binaries = binaries();
    private final Path folder = Program.temporaryFolder("postgres");
    private final int port = Program.freePort();
    private final String fsync;
    private Process process;

    private PostgresServer(String fsync) {
        this.fsync = fsync;
        if (isRoot()) {
            Program.run(List.of("chown", "postgres", folder.toString()));
        }
        Program.run(asUser("initdb", "-D", folder.resolve("data").toString(), "-U", "postgres", "--auth", "trust",
                "--no-sync",
                "--encoding", "UTF8", "--locale", "C"));
        restart();
    }

    /** Starts one that may lose what is committed if the machine loses its power: a test does not. */
    public static PostgresServer start() {
        return new PostgresServer("off");
    }

    /** Starts one that is as slow as it has to be to keep what is committed. */
    public static PostgresServer startDurable() {
        return new PostgresServer("on");
    }

    /* A link on the PATH need not have psql beside it. */
    private static Path binaries() {
        try {
            return Path.of(Program.required("initdb", "postgresql", folders())).toRealPath().getParent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> folders() {
        List<Path> folders = new ArrayList<>(Program.onThePath());
        if (Files.isDirectory(INSTALLED)) {
            try (Stream<Path> versions = Files.list(INSTALLED)) {
                versions.sorted().forEach(version -> folders.add(version.resolve("bin")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folders;
    }

    /* It refuses to run as root. */
    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private List<String> asUser(String program, String... arguments) {
        List<String> command = new ArrayList<>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.of());
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts it, again after {@link #kill()}. */
    public void restart() {
        process = Program.start(folder.resolve("log"),
                asUser("postgres", "-D", folder.resolve("data").toString(), "-p", Integer.toString(port), "-k",
                        folder.toString(),
                        "-c", "listen_addresses=127.0.0.1", "-c", "fsync=" + fsync));
        Awaitility.await("PostgreSQL").atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> !sql("select 1").isEmpty());
    }

    /** Runs a statement with psql and returns what it prints. */
    public String sql(String statement) {
        return Program
                .run(List.of(binaries.resolve("psql").toString(), "-h", "127.0.0.1", "-p", Integer.toString(port), "-U",
                        "postgres", "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-qtAc", statement))
                .trim();
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Makes it hang, as {@code SIGSTOP} of all its processes does. */
    public void pause() {
        Program.signal(process, "STOP");
    }

    public void resume() {
        Program.signal(process, "CONT");
    }

    /** Ends it as a crash does; the folder remains, and nothing that would prevent another start. */
    public void kill() {
        Program.run(asUser("pg_ctl", "-D", folder.resolve("data").toString(), "stop", "-m", "immediate", "-w"));
        Program.kill(process);
    }

    @Override
    public void close() {
        kill();
        Program.delete(folder);
    }
}
