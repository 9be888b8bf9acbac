package app.quotawatch.fake;

import java.time.Duration;

/**
 * A declared limit: an amount per period.
 *
 * @param scope what it applies to; several that share it are joined by +; {@code *} means each one without a limit of its own
 */
record Limit(String scope, String unit, long amount, Duration period) {

    static final String ANY = "*";

    boolean isFor(String one, String unit) {
        return this.unit.equals(unit) && names(one);
    }

    /** Whether the limit names a scope, alone or among several. */
    boolean names(String one) {
        return scope.equals(one) || ("+" + scope + "+").contains("+" + one + "+");
    }

    boolean isShared() {
        return scope.indexOf('+') >= 0;
    }
}
