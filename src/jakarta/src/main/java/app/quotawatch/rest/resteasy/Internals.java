package app.quotawatch.rest.resteasy;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.jspecify.annotations.Nullable;

/** What is used of one RESTEasy. Seen in 6.2 and 7.0. */
final class Internals {

    private static final String REQUEST = "org.jboss.resteasy.client.jaxrs.internal.ClientRequestContextImpl";

    private final Class<?> request;
    private final Method getInvocation;
    private final Field client;
    private final Constructor<?> clientProxy;
    private final EngineProxies engineProxies;
    private final @Nullable Method followsRedirects;

    private Internals(Class<?> request, Class<?> declaring) throws ReflectiveOperationException {
        this.request = request;
        getInvocation = declaring.getMethod("getInvocation");
        client = getInvocation.getReturnType().getDeclaredField("client");
        if (Modifier.isFinal(client.getModifiers()) || !isProxyable(client.getType())) {
            throw new NoSuchFieldException("cannot replace " + client);
        }
        getInvocation.setAccessible(true);
        client.setAccessible(true);
        ClassLoader loader = declaring.getClassLoader();
        clientProxy = EngineProxies.constructor(loader, client.getType());
        Class<?> engine = client.getType().getMethod("httpEngine").getReturnType();
        engineProxies = new EngineProxies(engine, loader);
        followsRedirects = followsRedirects(engine);
    }

    private static @Nullable Method followsRedirects(Class<?> engine) {
        try {
            Method method = engine.getMethod("isFollowRedirects");
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException | RuntimeException different) {
            return null;
        }
    }

    /**
     * Returns the internals of a request's RESTEasy.
     *
     * @throws ReflectiveOperationException if this RESTEasy is different
     */
    static Internals of(Class<?> request) throws ReflectiveOperationException {
        Class<?> declaring = declaring(request);
        if (declaring == null) {
            throw new ClassNotFoundException(REQUEST);
        }
        return new Internals(request, declaring);
    }

    /** Returns RESTEasy's own class of a request; null if it is a request of another implementation. */
    static @Nullable Class<?> declaring(Class<?> request) {
        Class<?> type = request;
        while (type != null && !type.getName().equals(REQUEST)) {
            type = type.getSuperclass();
        }
        return type;
    }

    /* Of an interface that is not exported to us, no method could be called. */
    static boolean isProxyable(Class<?> type) {
        return type.isInterface() && Modifier.isPublic(type.getModifiers())
                && type.getModule().isExported(type.getPackageName(), Internals.class.getModule());
    }

    Class<?> request() {
        return request;
    }

    void watch(Object requestContext, WatchedCall call) throws ReflectiveOperationException {
        Object invocation = getInvocation.invoke(requestContext);
        Object current = client.get(invocation);
        if (current == null) {
            throw new NoSuchFieldException("no value of " + client);
        }
        Object real = ClientOfOneCall.behind(current);
        client.set(invocation, clientProxy.newInstance(new ClientOfOneCall(this, invocation, real, call)));
    }

    void restore(Object invocation, Object real) {
        try {
            client.set(invocation, real);
        } catch (Throwable unlikely) { // it must not reach the caller, and the next call of the invocation tries again
            return;
        }
    }

    /** Returns the engine to use for one call: the same one if it cannot be watched. */
    @Nullable
    Object watched(@Nullable Object engine, WatchedCall call) {
        try {
            if (engine == null) {
                return null;
            }
            Constructor<?> proxy = engineProxies.get(engine.getClass());
            return proxy == null ? engine : proxy.newInstance(new EngineOfOneCall(engine, this, call));
        } catch (Throwable unsuitable) { // it must not reach the caller
            return engine;
        }
    }

    /**
     * Returns whether an engine follows redirects.
     *
     * @throws ReflectiveOperationException if that cannot be known
     */
    boolean followsRedirects(Object engine) throws ReflectiveOperationException {
        if (followsRedirects == null) {
            throw new NoSuchMethodException("isFollowRedirects");
        }
        return followsRedirects.invoke(engine) instanceof Boolean follows && follows;
    }

    /** Calls the method, and throws what it throws. */
    static @Nullable Object call(Method method, Object target, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
