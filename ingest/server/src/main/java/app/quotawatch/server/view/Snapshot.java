package app.quotawatch.server.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import app.quotawatch.ingest.dashboard.Call;

/** What the streams of a project show at one instant. Its bytes are not changed. */
record Snapshot(Instant at, long received, byte[] summary, List<Call> newest) {

    /* Windows move, although nothing is received. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    boolean isCurrent(long receivedNow, Instant now) {
        return received == receivedNow && now.isBefore(at.plus(LONGEST));
    }
}
