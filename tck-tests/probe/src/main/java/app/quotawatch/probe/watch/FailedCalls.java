package app.quotawatch.probe.watch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

import app.quotawatch.event.CallFailed;

/** Collects the calls of this application that received no response. */
@ApplicationScoped
public class FailedCalls {

    private final Queue<CallFailed> failures = new ConcurrentLinkedQueue<>();

    void onFailure(@ObservesAsync CallFailed failure) {
        failures.add(failure);
    }

    /** Returns endpoint, kind and whether the duration is known, one call per line. */
    public String text() {
        return failures.stream()
                .map(failure -> failure.endpoint() + " " + failure.kind() + " "
                        + (failure.duration().isPresent() ? "with duration" : "without duration"))
                .collect(Collectors.joining("\n"));
    }
}
