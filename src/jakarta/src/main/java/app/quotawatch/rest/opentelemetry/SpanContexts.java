package app.quotawatch.rest.opentelemetry;

import org.jspecify.annotations.Nullable;

import io.opentelemetry.context.Context;

/** Makes the span of a call current. */
public final class SpanContexts {

    private SpanContexts() {}

    /**
     * Makes a context current on this thread.
     *
     * @return what ends that; null if it is not a context
     */
    public static @Nullable AutoCloseable enter(Object context) {
        return context instanceof Context found ? found.makeCurrent() : null;
    }
}
