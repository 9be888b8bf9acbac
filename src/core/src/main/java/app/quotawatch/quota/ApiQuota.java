package app.quotawatch.quota;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

import org.jspecify.annotations.Nullable;

import app.quotawatch.json.JsonResult;
import app.quotawatch.json.JsonbResultAdapter;
import app.quotawatch.json.ResultMap;

/** What remains of an API's quota at one instant. Immutable. */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public final class ApiQuota implements JsonResult {

    private final Values values;

    private ApiQuota(Values values) {
        this.values = values;
    }

    /**
     * Returns a quota; for tests and integrators.
     *
     * @throws NullPointerException if an argument is null
     */
    public static ApiQuota of(String api, String environment, List<QuotaWindow> windows, Optional<Instant> retryAfter,
            long failedCalls) {
        return new ApiQuota(new Values(api, environment, windows, retryAfter, failedCalls, Optional.empty()));
    }

    /** Returns the same quota, shared by a fleet; null means that it is not. For tests and integrators. */
    public ApiQuota withFleet(@Nullable Fleet fleet) {
        return new ApiQuota(values.with(Optional.ofNullable(fleet)));
    }

    /** Returns the API's name. */
    public String api() {
        return values.api;
    }

    /** Returns the configured environment. */
    public String environment() {
        return values.environment;
    }

    /**
     * Returns the API's windows: those of the configured limits first, then what the provider reports; empty if neither is
     * known. Immutable.
     */
    public List<QuotaWindow> windows() {
        return values.windows;
    }

    /**
     * Returns when the API accepts calls again, while that instant lies ahead: it rejected a call and specified the instant. A
     * hint in a successful response does not count.
     */
    public Optional<Instant> retryAfter() {
        return values.retryAfter;
    }

    /** Returns how many calls of this API have received no response since start. */
    public long failedCalls() {
        return values.failedCalls;
    }

    /** Returns the replicas that share the quota; empty if none do, or until the first exchange with their store. */
    public Optional<Fleet> fleet() {
        return values.fleet;
    }

    /**
     * Returns the window that is closest to its limit: the one with the highest percentage used; of several, the one with the
     * least remaining. Empty if the use of every window is unknown.
     */
    public Optional<QuotaWindow> tightest() {
        return values.windows.stream()
                .filter(window -> window.tightness() >= 0)
                .max(Comparator.comparingDouble(QuotaWindow::tightness)
                        .thenComparing(Comparator.comparingLong(
                                (QuotaWindow window) -> window.remaining().orElse(Long.MAX_VALUE)).reversed()));
    }

    @Override
    public Map<String, Object> toMap() {
        return new ResultMap()
                .text("api", values.api)
                .text("environment", values.environment)
                .results("windows", values.windows)
                .text("retryAfter", values.retryAfter)
                .number("failedCalls", values.failedCalls)
                .result("fleet", values.fleet)
                .toMap();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiQuota same && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "ApiQuota" + values.toString().substring(Values.class.getSimpleName().length());
    }

    private record Values(String api, String environment, List<QuotaWindow> windows, Optional<Instant> retryAfter,
            long failedCalls, Optional<Fleet> fleet) {

        Values {
            Objects.requireNonNull(api, "api");
            Objects.requireNonNull(environment, "environment");
            windows = List.copyOf(windows);
            Objects.requireNonNull(retryAfter, "retryAfter");
        }

        Values with(Optional<Fleet> other) {
            return new Values(api, environment, windows, retryAfter, failedCalls, other);
        }
    }
}
