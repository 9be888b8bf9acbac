package app.quotawatch.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What every key has used of every limit. Not thread-safe. */
final class Quotas {

    private final Dialect dialect;
    private final Limits limits;
    private final Map<Place, LimitState> states = new LinkedHashMap<>();

    Quotas(Dialect dialect, Limits limits) {
        this.dialect = dialect;
        this.limits = limits;
    }

    /** Takes what the request costs, or nothing if one of its limits rejects it or {@code dry} is true. */
    Ruling rule(FakeRequest request, boolean dry, Instant now, Duration skew) {
        String key = dialect.key(request);
        List<Place> places = new ArrayList<>();
        List<LimitState> found = new ArrayList<>();
        List<Long> costs = new ArrayList<>();
        for (Charge charge : dialect.charges(request, limits)) {
            Limit limit = limits.find(charge.declared(), charge.unit()).orElse(null);
            if (limit != null) {
                Place place = new Place(key, scope(charge, limit), charge.unit());
                places.add(place);
                found.add(states.computeIfAbsent(place, any -> dialect.state(limit)));
                costs.add(charge.cost());
            }
        }
        int exceeded = -1;
        Instant admittedAt = now;
        for (int i = 0; i < found.size() && !dry; i++) {
            Instant at = found.get(i).admittedAt(costs.get(i), now);
            if (!found.get(i).has(costs.get(i), now) && (exceeded < 0 || at.isAfter(admittedAt))) {
                exceeded = i;
                admittedAt = at;
            }
        }
        for (int i = 0; i < found.size() && exceeded < 0 && !dry; i++) {
            found.get(i).take(costs.get(i), now);
        }
        List<FakeWindow> windows = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            windows.add(window(places.get(i), found.get(i), now));
        }
        @Nullable
        FakeWindow rejecting = exceeded < 0 ? null : windows.get(exceeded);
        return new Ruling(request, List.copyOf(windows), rejecting, Duration.between(now, admittedAt), now, skew);
    }

    private static String scope(Charge charge, Limit limit) {
        return limit.isShared() ? limit.scope() : charge.scope();
    }

    private static FakeWindow window(Place place, LimitState state, Instant now) {
        return new FakeWindow(place.key, place.scope, place.unit, state.limit, state.remaining(now),
                state.resetAt(now));
    }

    List<FakeWindow> windows(Instant now) {
        List<FakeWindow> windows = new ArrayList<>();
        states.forEach((place, state) -> windows.add(window(place, state, now)));
        return windows;
    }

    /**
     * Returns the only window of a unit.
     *
     * @param key null: of any key
     * @param scope null: of any scope
     */
    FakeWindow only(@Nullable String key, @Nullable String scope, String unit, Instant now) {
        List<FakeWindow> found = new ArrayList<>();
        for (FakeWindow window : windows(now)) {
            if (window.unit().equals(unit) && (key == null || window.key().equals(key))
                    && (scope == null || new Limit(window.scope(), unit, 1, Duration.ZERO).names(scope))) {
                found.add(window);
            }
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException("several windows of " + unit + " have been used: " + found);
        }
        return found.isEmpty() ? unused(key, scope, unit, now) : found.get(0);
    }

    private FakeWindow unused(@Nullable String key, @Nullable String scope, String unit, Instant now) {
        Limit limit = scope == null ? null : limits.find(scope, unit).orElse(null);
        if (scope == null || limit == null) {
            throw new IllegalArgumentException("no window of " + (scope == null ? "" : scope + " ") + unit
                    + " has been used; used are " + windows(now));
        }
        return window(new Place(key == null ? "" : key, scope, unit), dialect.state(limit), now);
    }

    private record Place(String key, String scope, String unit) {}
}
