package app.quotawatch.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import app.quotawatch.testing.faults.FaultyServer;

/**
 * What must hold for every observed HTTP client: each request counts exactly once, with the right figures, and the application gets
 * what it would get without QuotaWatch. A client's test extends this class and builds the client; servers and calls are real.
 */
public abstract class HttpClientContract
        implements
            ResponsesContract,
            RedirectsContract,
            FailuresContract,
            TransparencyContract,
            LifecycleContract {

    private static FaultyServer secure;

    private final List<ClientUnderTest> clients = new ArrayList<>();
    private World world;

    @BeforeAll
    static void makeCertificate() {
        secure = FaultyServer.startWithWrongCertificate(Responses.status(200), request -> {});
    }

    @AfterAll
    static void stopServer() {
        secure.close();
    }

    @BeforeEach
    void start() {
        world = new World(secure);
    }

    @AfterEach
    void stop() throws Exception {
        try {
            if (world.quotaWatch() != null) {
                assertThat(world.quotaWatch().deliveryStats().internalErrors()).as("exceptions of our own code")
                        .isZero();
            }
            for (ClientUnderTest client : clients) {
                client.close();
            }
        } finally {
            world.close();
        }
    }

    @Override
    public final World world() {
        return world;
    }

    @Override
    public final ClientUnderTest client(ClientSetup setup) {
        ClientUnderTest client = build(setup);
        clients.add(client);
        return client;
    }

    /** Builds a client. */
    protected abstract ClientUnderTest build(ClientSetup setup);
}
