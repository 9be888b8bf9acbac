package app.quotawatch.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        Set<String> scopes = new LinkedHashSet<>();
        List<Use> uses = uses(request, scopes);
        Use exceeded = dry ? null : exceeded(uses, now);
        List<FakeWindow> windows = new ArrayList<>();
        for (Use use : uses) {
            if (!dry && exceeded == null) {
                use.state.take(use.cost, now);
            }
            windows.add(window(use.place, use.state, now));
        }
        return new Ruling(request, List.copyOf(scopes), List.copyOf(windows), excess(exceeded, now), now, skew);
    }

    private List<Use> uses(FakeRequest request, Set<String> scopes) {
        String key = dialect.key(request);
        List<Use> uses = new ArrayList<>();
        for (Charge charge : dialect.charges(request, limits)) {
            scopes.add(charge.scope());
            Limit limit = limits.find(charge.declared(), charge.unit()).orElse(null);
            if (limit != null) {
                Place place = new Place(key, scope(charge, limit), charge.unit());
                uses.add(new Use(place, states.computeIfAbsent(place, any -> dialect.state(limit)), charge.cost()));
            }
        }
        return uses;
    }

    /** Returns what rejects the request for the longest time, or null if it is admitted. */
    private static @Nullable Use exceeded(List<Use> uses, Instant now) {
        Use longest = null;
        for (Use use : uses) {
            if (!use.state.has(use.cost, now)
                    && (longest == null || use.admittedAt(now).isAfter(longest.admittedAt(now)))) {
                longest = use;
            }
        }
        return longest;
    }

    private static Ruling.@Nullable Excess excess(@Nullable Use use, Instant now) {
        return use == null
                ? null
                : new Ruling.Excess(window(use.place, use.state, now), use.cost,
                        Duration.between(now, use.admittedAt(now)));
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

    /** What a request takes from one limit. */
    private record Use(Place place, LimitState state, long cost) {

        Instant admittedAt(Instant now) {
            return state.admittedAt(cost, now);
        }
    }
}
