package app.quotawatch.tck.http;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What the parts of the contract have in common. */
public interface Contract {

    /** Returns the servers and the application of the running test; QuotaWatch is not started yet. */
    World world();

    /** Builds a client, which is closed after the test. */
    ClientUnderTest client(ClientSetup setup);

    /** Returns whether the client can do this. */
    boolean can(Ability ability);

    /** Skips the test if the client can't do this. */
    default void needs(Ability ability) {
        assumeTrue(can(ability), () -> "this client has no ability " + ability);
    }

    /** Starts QuotaWatch and builds an observed client. */
    default ClientUnderTest observed() {
        world().start();
        return client(ClientSetup.observed());
    }
}
