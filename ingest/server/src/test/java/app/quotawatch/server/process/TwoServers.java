package app.quotawatch.server.process;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import app.quotawatch.server.testing.TestDatabase;
import app.quotawatch.tck.fleet.PostgresServer;

/** Two servers on one PostgreSQL, which has nothing in it at first. */
final class TwoServers implements AutoCloseable {

    final PostgresServer postgres = PostgresServer.start();
    final TestDatabase database = TestDatabase.postgres(postgres, "");
    final ServerProcess one;
    final ServerProcess other;

    private TwoServers(Path folder) {
        one = new ServerProcess(folder.resolve("one"), database.url());
        other = new ServerProcess(folder.resolve("other"), database.url());
    }

    /** Starts both, and waits until they are ready. */
    static TwoServers start(Path folder) throws Exception {
        TwoServers servers = new TwoServers(folder);
        try {
            servers.one.start();
            servers.other.start();
            return servers;
        } catch (Exception | AssertionError e) {
            servers.close();
            throw e;
        }
    }

    /** Returns where they accept calls, in the order in which a client tries them: the odd ones begin with the other server. */
    List<URI> ingestsFor(int client) {
        URI first = one.uri("/v1/ingest");
        URI second = other.uri("/v1/ingest");
        return client % 2 == 0 ? List.of(first, second) : List.of(second, first);
    }

    @Override
    public void close() {
        other.close();
        one.close();
        database.close();
        postgres.close();
    }
}
