package app.quotawatch.metrics;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;

/** Distinguishes the spans of clients from all others. Thread-safe. */
final class SpanKinds {

    /*
     * OpenTelemetry's API does not reveal the kind of a span, only its SDK does, and applications on a server often have the API
     * alone. So the method is found through the span's class. A span without it, such as that of an agent, may be anything.
     */
    private static final String READABLE = "io.opentelemetry.sdk.trace.ReadableSpan";

    private volatile @Nullable Found last;

    boolean isClient(Span span) {
        Found found = last;
        if (found == null || found.type != span.getClass()) {
            found = new Found(span.getClass(), kindOf(span.getClass()));
            last = found;
        }
        MethodHandle kind = found.kind;
        try {
            return kind != null && kind.invoke(span) == SpanKind.CLIENT;
        } catch (Throwable error) { // nothing is thrown by the method itself
            return false;
        }
    }

    private static @Nullable MethodHandle kindOf(Class<?> spanType) {
        Class<?> readable = readable(spanType);
        try {
            return readable == null
                    ? null
                    : MethodHandles.publicLookup().findVirtual(readable, "getKind",
                            MethodType.methodType(SpanKind.class));
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }

    private static @Nullable Class<?> readable(@Nullable Class<?> type) {
        if (type == null || type.getName().equals(READABLE)) {
            return type;
        }
        for (Class<?> extended : type.getInterfaces()) {
            Class<?> found = readable(extended);
            if (found != null) {
                return found;
            }
        }
        return readable(type.getSuperclass());
    }

    private record Found(Class<?> type, @Nullable MethodHandle kind) {}
}
