package app.quotawatch.rest.resteasy;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Constructors of proxies that RESTEasy may use in place of engines of one class; null if such engines are not to be watched. */
final class EngineProxies extends ClassValue<@Nullable Constructor<?>> {

    /*
     * The values refer to RESTEasy's classes only, and to no object of ours: the class of an engine keeps them for as long as it
     * lives, which on a server is longer than an application.
     *
     * Proxy.newProxyInstance looks for its class each time, which takes longer than all else that is done to watch a call.
     */
    private static final String RESTEASY = "org.jboss.resteasy.";
    private static final InvocationHandler UNUSED = new Unused();

    private final Class<?> engine;
    private final ClassLoader loader;

    EngineProxies(Class<?> engine, ClassLoader loader) {
        this.engine = engine;
        this.loader = loader;
    }

    /** Returns the constructor of proxies of these interfaces; it takes an {@link InvocationHandler}. */
    static Constructor<?> constructor(ClassLoader loader, Class<?>... interfaces) throws NoSuchMethodException {
        Object proxy = Proxy.newProxyInstance(loader, interfaces, UNUSED);
        return proxy.getClass().getConstructor(InvocationHandler.class);
    }

    /** Returns whether this method of an engine makes a call. */
    static boolean isCall(Method method) {
        return method.getName().equals("invoke") || method.getName().equals("submit");
    }

    @Override
    protected @Nullable Constructor<?> computeValue(Class<?> type) {
        if (!throwsWhatItDeclares(type)) {
            return null;
        }
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            addInterfaces(each, interfaces);
        }
        for (Class<?> each : interfaces) {
            if (!Internals.isProxyable(each)) {
                return null;
            }
        }
        try {
            return interfaces.isEmpty() ? null : constructor(loader, interfaces.toArray(new Class<?>[0]));
        } catch (NoSuchMethodException unlikely) {
            return null;
        }
    }

    /* A proxy would wrap an undeclared checked exception of an application's own engine, and so change it. */
    private static boolean throwsWhatItDeclares(Class<?> type) {
        if (Proxy.isProxyClass(type)) {
            return true;
        }
        for (Method method : type.getMethods()) {
            if (isCall(method) && !method.getDeclaringClass().getName().startsWith(RESTEASY)) {
                return false;
            }
        }
        return true;
    }

    private void addInterfaces(Class<?> type, Set<Class<?>> interfaces) {
        for (Class<?> each : type.getInterfaces()) {
            if (engine.isAssignableFrom(each) && each.getName().startsWith(RESTEASY)) {
                interfaces.add(each);
            }
            addInterfaces(each, interfaces);
        }
    }

    /* Only the class of its proxy is wanted. */
    private static final class Unused implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
            throw new IllegalStateException("unused");
        }
    }
}
