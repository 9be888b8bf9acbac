package app.quotawatch.quarkus.runtime.clients;

/** Implemented by Vert.x's HTTP client, as changed at build time. */
public interface VertxClient {

    /** Leaves the calls of this client to the client that is built on it. */
    void quotaWatchLeave();

    /** Returns whether the calls of this client are observed elsewhere. */
    boolean quotaWatchIsLeft();
}
