package app.quotawatch.rest.resteasy;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Finds out where the redirects lead that an engine follows. */
final class EngineRedirects {

    /*
     * An engine that follows redirects returns the last response, and nothing that reveals whose it is. RESTEasy's own one, on Apache
     * HttpClient 4, asks a provider for the context of each call, if it has one; HttpClient would otherwise create the same context
     * itself. So an engine that follows redirects gets a provider, which remembers the context of the current thread's call: the
     * redirects are in it. Of other engines that follow redirects, where a response is from is unknown.
     */
    private static final String ENGINE = "org.jboss.resteasy.client.jaxrs.engines.ManualClosingApacheHttpClient43Engine";
    private static final String CONTEXT = "org.apache.http.protocol.BasicHttpContext";
    private static final String REDIRECTS = "http.protocol.redirect-locations";

    /* Only during a watched call: other calls of the same engine must leave nothing on their threads. */
    private static final ThreadLocal<@Nullable Object @Nullable []> CURRENT = new ThreadLocal<>();

    private EngineRedirects() {}

    /** Prepares a call on this thread. Returns whether {@link #end} must be called on this thread. */
    static boolean begin(Object engine, Internals internals, RedirectListener call) {
        try {
            if (!internals.followsRedirects(engine)) {
                return false;
            }
            Field provider = provider(engine.getClass());
            if (provider != null) {
                Object current = provider.get(engine);
                if (current == null || !isOurs(current)) {
                    provider.set(engine, Proxy.newProxyInstance(provider.getType().getClassLoader(),
                            new Class<?>[]{provider.getType()}, new Contexts(current)));
                }
                CURRENT.set(new Object[1]);
                return true;
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError different) {
            // as below
        }
        call.redirectedTo(null);
        return false;
    }

    private static @Nullable Field provider(Class<?> engine) throws NoSuchFieldException {
        Class<?> type = engine;
        while (type != null && !type.getName().equals(ENGINE)) {
            type = type.getSuperclass();
        }
        Field field = type == null ? null : type.getDeclaredField("httpContextProvider");
        if (field == null || Modifier.isFinal(field.getModifiers()) || !Internals.isProxyable(field.getType())) {
            return null;
        }
        field.setAccessible(true);
        return field;
    }

    private static boolean isOurs(Object provider) {
        return Proxy.isProxyClass(provider.getClass()) && Proxy.getInvocationHandler(provider) instanceof Contexts;
    }

    /** Reports where the call that has ended on this thread was redirected to. */
    static void end(RedirectListener call) {
        @Nullable
        Object[] watched = CURRENT.get();
        CURRENT.remove();
        Object context = watched == null ? null : watched[0];
        if (context == null) {
            call.redirectedTo(null);
            return;
        }
        try {
            Object urls = attribute(context);
            if (urls instanceof List<?> all && !all.isEmpty()) {
                call.redirectedTo(all.get(all.size() - 1) instanceof URI last ? last : null);
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError different) {
            call.redirectedTo(null);
        }
    }

    private static @Nullable Object attribute(Object context) throws ReflectiveOperationException {
        Class<?> type = context.getClass().getClassLoader().loadClass("org.apache.http.protocol.HttpContext");
        return type.getMethod("getAttribute", String.class).invoke(context, REDIRECTS);
    }

    private record Contexts(@Nullable Object real) implements InvocationHandler {

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getDeclaringClass() == Object.class) {
                return Internals.call(method, this, arguments);
            }
            Object context = real == null
                    ? method.getReturnType().getClassLoader().loadClass(CONTEXT).getConstructor().newInstance()
                    : Internals.call(method, real, arguments);
            @Nullable
            Object[] watched = CURRENT.get();
            if (watched != null) {
                watched[0] = context;
            }
            return context;
        }
    }
}
