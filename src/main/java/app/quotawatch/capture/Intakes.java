package app.quotawatch.capture;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The intakes of the applications that share this class. Static, since the implementations of Jakarta REST create filters by
 * themselves and hand them nothing: a filter can only find its application by the thread context class loader under which its
 * client was made, as MicroProfile Config does too. In the usual deployment, the jar in WEB-INF/lib, there is one entry.
 */
public final class Intakes {

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<ClassLoader, List<Intake>> BY_APPLICATION = new WeakHashMap<>();

    /* Tells the filters, which keep what they found, to look again. */
    private static volatile int generation;

    private Intakes() {}

    /** Registers the intake of an application; of several with the same class loader, the newest gets the calls. */
    public static void register(ClassLoader application, Intake intake) {
        LOCK.lock();
        try {
            List<Intake> intakes = BY_APPLICATION.get(application);
            if (intakes == null) {
                intakes = new ArrayList<>(1);
                BY_APPLICATION.put(application, intakes);
            }
            intakes.add(0, intake);
            generation++;
        } finally {
            LOCK.unlock();
        }
    }

    /** Removes the intake; the second call for the same one does nothing. */
    public static void unregister(Intake intake) {
        LOCK.lock();
        try {
            BY_APPLICATION.values().forEach(intakes -> intakes.remove(intake));
            BY_APPLICATION.values().removeIf(List::isEmpty);
            generation++;
        } finally {
            LOCK.unlock();
        }
    }

    /** Returns the intake of the application with this class loader or one of its parents, or null. */
    public static Intake of(ClassLoader application) {
        LOCK.lock();
        try {
            for (ClassLoader loader = application; loader != null; loader = loader.getParent()) {
                List<Intake> intakes = BY_APPLICATION.get(loader);
                if (intakes != null) {
                    return intakes.get(0);
                }
            }
            return null;
        } finally {
            LOCK.unlock();
        }
    }

    /**
     * Returns the intake of the application that a thread with this context class loader works for. A loader that tells
     * nothing, such as that of a common-pool thread, belongs to the only application there is; where there are several, to
     * none (null).
     */
    public static Intake find(ClassLoader context) {
        LOCK.lock();
        try {
            Intake intake = of(context);
            boolean only = intake == null && BY_APPLICATION.size() == 1;
            return only ? BY_APPLICATION.values().iterator().next().get(0) : intake;
        } finally {
            LOCK.unlock();
        }
    }

    /** Returns the class loader that stands for the calling thread's application. */
    public static ClassLoader currentApplication() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }

    /**
     * The intake as a filter sees it, which may be older than the intake and outlive it. It remembers its last answer, since
     * it is asked at every call; but weakly, as a filter may be the server's, and the next call may never come.
     */
    static final class Finder {

        private static final WeakReference<Intake> NONE = new WeakReference<>(null);

        private final WeakReference<ClassLoader> home;
        private volatile Found last = new Found(new WeakReference<>(null), NONE, generation - 1);

        private Finder(WeakReference<ClassLoader> home) {
            this.home = home;
        }

        /** Always finds the intake of the application that made this finder. */
        static Finder ofMaker() {
            return of(currentApplication());
        }

        /** Always finds the intake of this application. */
        static Finder of(ClassLoader application) {
            return new Finder(new WeakReference<>(application));
        }

        /** Finds the intake of whichever application calls: for a filter that several applications may share. */
        static Finder ofCaller() {
            return new Finder(null);
        }

        Intake intake() {
            ClassLoader context = home == null ? currentApplication() : home.get();
            Found found = last;
            int now = generation;
            if (found.generation == now && found.context.get() == context) {
                return found.intake.get();
            }
            Intake intake = find(context);
            last = new Found(new WeakReference<>(context), intake == null ? NONE : new WeakReference<>(intake), now);
            return intake;
        }

        private record Found(WeakReference<ClassLoader> context, WeakReference<Intake> intake, int generation) {}
    }
}
