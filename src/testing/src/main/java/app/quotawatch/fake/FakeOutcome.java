package app.quotawatch.fake;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** What happens to a request instead of its regular response. Immutable. */
public final class FakeOutcome {

    private final Kind kind;
    private final int status;
    private final @Nullable URI target;
    private final Duration retryAfter;

    private FakeOutcome(Kind kind, int status, @Nullable URI target, Duration retryAfter) {
        this.kind = kind;
        this.status = status;
        this.target = target;
        this.retryAfter = retryAfter;
    }

    /** The regular response: for a place between others. */
    public static FakeOutcome regular() {
        return of(Kind.REGULAR, 0);
    }

    /** The connection is reset when the request has been read. */
    public static FakeOutcome reset() {
        return of(Kind.RESET, 0);
    }

    /** No response, until the client closes the connection. */
    public static FakeOutcome timeout() {
        return of(Kind.TIMEOUT, 0);
    }

    /**
     * An error with the provider's own body, without the headers of any limit.
     *
     * @throws IllegalArgumentException if the status is not one of 400 to 599
     */
    public static FakeOutcome status(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("not the status of an error: " + status);
        }
        return of(Kind.STATUS, status);
    }

    /** The provider has no capacity: 529 from Anthropic, 503 from others. */
    public static FakeOutcome overloaded() {
        return of(Kind.OVERLOADED, 0);
    }

    /**
     * A redirect with status 307, which takes from the limits as any request does and has their headers.
     *
     * @throws NullPointerException if {@code target} is null
     */
    public static FakeOutcome redirect(URI target) {
        return new FakeOutcome(Kind.REDIRECT, 307, Objects.requireNonNull(target, "target"), Duration.ZERO);
    }

    /**
     * A rejection for a limit that no header shows: GitHub's secondary limit, with status 403; 429 from others. The headers show
     * the other limits unchanged.
     *
     * @param retryAfter what {@code Retry-After} requests, where the provider sends it
     * @throws IllegalArgumentException if {@code retryAfter} is negative
     */
    public static FakeOutcome secondaryLimit(Duration retryAfter) {
        if (retryAfter.isNegative()) {
            throw new IllegalArgumentException("negative: " + retryAfter);
        }
        return new FakeOutcome(Kind.SECONDARY_LIMIT, 0, null, retryAfter);
    }

    private static FakeOutcome of(Kind kind, int status) {
        return new FakeOutcome(kind, status, null, Duration.ZERO);
    }

    Kind kind() {
        return kind;
    }

    int status() {
        return status;
    }

    URI target() {
        return Objects.requireNonNull(target);
    }

    Duration retryAfter() {
        return retryAfter;
    }

    @Override
    public String toString() {
        return kind.toString();
    }

    enum Kind {
        REGULAR, RESET, TIMEOUT, STATUS, OVERLOADED, REDIRECT, SECONDARY_LIMIT
    }
}
