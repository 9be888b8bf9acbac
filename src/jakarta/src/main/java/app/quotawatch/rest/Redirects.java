package app.quotawatch.rest;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Receives the reports of an implementation's own hook for the redirects that it follows. Reports on calls that are not observed
 * have no effect.
 */
public final class Redirects {

    /** The name of the request property to pass to {@link #report}. */
    public static final String PROPERTY = CallToken.PROPERTY;

    private Redirects() {}

    /**
     * Reports that the response to a request is that of another URL. Call it before the response filters run.
     *
     * @param property the value of {@link #PROPERTY}, which may be null
     * @param url the last URL; null if it is unknown
     */
    public static void report(@Nullable Object property, @Nullable URI url) {
        CallToken token = CallToken.of(property);
        if (token != null) {
            token.redirectedTo(url);
        }
    }
}
