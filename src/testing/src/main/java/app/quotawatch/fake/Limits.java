package app.quotawatch.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The limits of one provider: the declared ones before its usual ones. Immutable. */
final class Limits {

    private final List<Limit> declared;
    private final List<Limit> usual;

    Limits(List<Limit> declared, List<Limit> usual) {
        this.declared = List.copyOf(declared);
        this.usual = List.copyOf(usual);
    }

    /** Returns the limit of a scope: its own, else that of any scope, each declared before usual. */
    Optional<Limit> find(String scope, String unit) {
        return find(declared, scope, unit)
                .or(() -> find(declared, Limit.ANY, unit))
                .or(() -> find(usual, scope, unit))
                .or(() -> find(usual, Limit.ANY, unit));
    }

    private static Optional<Limit> find(List<Limit> limits, String scope, String unit) {
        return limits.stream().filter(limit -> limit.isFor(scope, unit)).findFirst();
    }

    /** Returns the scopes of the declared limits, or, without any, of the usual ones, in order. */
    List<String> scopes() {
        List<String> scopes = new ArrayList<>();
        for (Limit limit : declared.isEmpty() ? usual : declared) {
            if (!scopes.contains(limit.scope())) {
                scopes.add(limit.scope());
            }
        }
        return scopes;
    }
}
