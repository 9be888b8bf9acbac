package app.quotawatch.rest.resteasy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import org.jspecify.annotations.Nullable;

/** Stands in for the client of an invocation until RESTEasy asks it for the engine. It is the real client in all else. */
final class ClientOfOneCall implements InvocationHandler {

    private final Internals internals;
    private final Object invocation;
    private final Object real;
    private final WatchedCall call;

    ClientOfOneCall(Internals internals, Object invocation, Object real, WatchedCall call) {
        this.internals = internals;
        this.invocation = invocation;
        this.real = real;
        this.call = call;
    }

    /** Returns the real client, also if the previous call of the same invocation never reached the engine. */
    static Object behind(Object client) {
        return Proxy.isProxyClass(client.getClass())
                && Proxy.getInvocationHandler(client) instanceof ClientOfOneCall unused ? unused.real : client;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (!method.getName().equals("httpEngine")) {
            return Internals.call(method, real, arguments);
        }
        internals.restore(invocation, real);
        Object engine;
        try {
            engine = Internals.call(method, real, arguments);
        } catch (Throwable closed) { // the application's
            call.failed(closed);
            throw closed;
        }
        return internals.watched(engine, call);
    }
}
