package app.quotawatch.tck.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import app.quotawatch.ApiCall;
import app.quotawatch.CallListener;
import app.quotawatch.event.CallFailed;

/** Every call that QuotaWatch has recorded. */
public final class RecordedCalls implements CallListener {

    private final List<ApiCall> calls = new CopyOnWriteArrayList<>();
    private final List<CallFailed> failures = new CopyOnWriteArrayList<>();

    @Override
    public void onCall(ApiCall call) {
        calls.add(call);
    }

    @Override
    public void onFailure(CallFailed call) {
        failures.add(call);
    }

    public List<ApiCall> calls() {
        return calls;
    }

    public List<CallFailed> failures() {
        return failures;
    }

    /** Waits until this many calls are recorded, answered and failed. */
    public void awaitTotal(int expected) {
        await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5))
                .untilAsserted(
                        () -> assertThat(calls.size() + failures.size()).as("recorded: %s", this).isEqualTo(expected));
    }

    /** Waits for the only call, which received a response. */
    public ApiCall only() {
        awaitTotal(1);
        assertThat(failures).isEmpty();
        return calls.get(0);
    }

    /** Waits for the only call, which received no response. */
    public CallFailed onlyFailure() {
        awaitTotal(1);
        assertThat(calls).isEmpty();
        return failures.get(0);
    }

    /** Returns each call as {@code api method endpoint status}, in the order they were recorded. */
    public List<String> lines() {
        return calls.stream()
                .map(call -> call.api() + " " + call.method() + " " + call.endpoint() + " " + call.status())
                .toList();
    }

    @Override
    public String toString() {
        return calls + " and " + failures;
    }
}
