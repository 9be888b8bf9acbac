package app.quotawatch.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/** What the JDK remembers of records. */
final class RecordMethods {

    /*
     * Until Java 18 (JDK-8078641), the method handles from which the JDK builds equals, hashCode and toString of all records keep
     * the last type to which they were adapted: that of a record, or of its last component, whose method was called for the
     * first time. If it is a class of an application, the application cannot be collected. Building the methods once more
     * replaces it, for a class of the JDK as if it were a record.
     */
    private static final int FIXED = 18;
    private static final Class<?> RECORD = String.class;

    private RecordMethods() {}

    /** Makes the JDK forget the classes of an application that stops, ours as well as its own. */
    static void forgetApplication() {
        if (Runtime.version().feature() >= FIXED) {
            return;
        }
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle component = lookup.findVirtual(RECORD, "toString", MethodType.methodType(String.class));
            build(lookup, "equals", MethodType.methodType(boolean.class, RECORD, Object.class), component);
            build(lookup, "hashCode", MethodType.methodType(int.class, RECORD), component);
            build(lookup, "toString", MethodType.methodType(String.class, RECORD), component);
        } catch (Error error) {
            throw error;
        } catch (Throwable unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static void build(MethodHandles.Lookup lookup, String method, MethodType type, MethodHandle component)
            throws Throwable {
        ObjectMethods.bootstrap(lookup, method, type, RECORD, "text", component);
    }
}
