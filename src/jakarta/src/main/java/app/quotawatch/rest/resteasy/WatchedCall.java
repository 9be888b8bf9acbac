package app.quotawatch.rest.resteasy;

import app.quotawatch.spi.ClientObserver.Observation;

/** A call in the engine. While the engine works on it, the reference to its carrier shows that it is not abandoned. */
record WatchedCall(Observation observation, RedirectListener carrier) {

    void failed(Throwable cause) {
        observation.failed(cause);
    }
}
