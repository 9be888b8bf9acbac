package app.quotawatch.testing;

import java.lang.reflect.Field;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import app.quotawatch.ApiCall;

/** Calls that no builder accepts, for what must hold even if one should. */
public final class ForgedCalls {

    private ForgedCalls() {}

    /** Returns a call whose headers throw this whenever they are read, as often as there is something to throw. */
    public static ApiCall throwing(String endpoint, Supplier<? extends Throwable> failure) {
        return with(Calls.call(endpoint), "rateLimitHeaders", new AbstractMap<String, String>() {

            @Override
            public Set<Map.Entry<String, String>> entrySet() {
                Throwable now = failure.get();
                if (now instanceof Error error) {
                    throw error;
                }
                if (now instanceof RuntimeException exception) {
                    throw exception;
                }
                return Set.of();
            }
        });
    }

    /** Changes a field of a call. */
    public static ApiCall with(ApiCall call, String name, Object value) {
        try {
            Field field = ApiCall.class.getDeclaredField(name);
            field.setAccessible(true);
            field.set(call, value);
            return call;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
