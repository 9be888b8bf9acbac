package app.quotawatch.rest.resteasy;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;

/** What RESTEasy may use an engine as, by the engine's class. It is empty if the engine is not to be watched. */
final class EngineInterfaces extends ClassValue<Class<?>[]> {

    /*
     * The values contain RESTEasy's classes only, and no object of ours: the class of an engine keeps them for as long as it
     * lives, which on a server is longer than an application.
     */
    private static final String RESTEASY = "org.jboss.resteasy.";
    private static final Class<?>[] NONE = {};

    private final Class<?> engine;

    EngineInterfaces(Class<?> engine) {
        this.engine = engine;
    }

    /** Returns whether this method of an engine makes a call. */
    static boolean isCall(Method method) {
        return method.getName().equals("invoke") || method.getName().equals("submit");
    }

    @Override
    protected Class<?>[] computeValue(Class<?> type) {
        if (!throwsWhatItDeclares(type)) {
            return NONE;
        }
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            addInterfaces(each, interfaces);
        }
        for (Class<?> each : interfaces) {
            if (!Internals.isProxyable(each)) {
                return NONE;
            }
        }
        return interfaces.toArray(NONE);
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
}
