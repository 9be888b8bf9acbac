package app.quotawatch.tck.servers;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

import app.quotawatch.ingest.LocalIngest;

/** A server with two applications, from its start to its end. The tests run in order and build on each other. */
@ExtendWith(Compatibility.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ServerWithApplications {

    static final Duration SOON = Duration.ofSeconds(30);

    final Surroundings around = new Surroundings();
    final Path runs = Path.of(System.getProperty("runs.folder"), getClass().getSimpleName());
    Server server;
    Probe one;
    Probe two;

    /** Returns the name and the version of the server. */
    abstract String product();

    abstract Server server(Path run);

    @BeforeAll
    void start() {
        server = server(runs.resolve("life"));
        Compatibility.note(getClass(), "server", product());
        Compatibility.note(getClass(), "flush", server.hasManagedExecutor() ? "managed executor" : "own thread");
        Compatibility.note(getClass(), "jdk", Integer.toString(server.jdk.version()));
        around.start(server);
        one = server.deploy(war("one", around.ingestOfOne, "one"));
        two = server.deploy(war("two", around.ingestOfTwo, "two"));
    }

    @AfterAll
    void close() {
        if (server != null) {
            server.close();
        }
        around.close();
    }

    ProbeWar war(String name, LocalIngest ingest, String environment) {
        return around.war(runs, name, ingest.uri(), environment, "3600");
    }
}
