package app.quotawatch.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/** The applications that share this class, each with the class loader that identifies it. */
public final class Applications {

    /*
     * Static, because implementations of Jakarta REST create filters themselves and pass them nothing: a filter can only find its
     * application through the thread context class loader under which its client was created, as MicroProfile Config does. In the
     * usual deployment, the jar in WEB-INF/lib, there is one entry.
     */
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<ClassLoader, List<Application>> BY_LOADER = new WeakHashMap<>();

    /* Changes with each registration, so that observers, which cache what they found, look again. */
    private static volatile int generation;

    private Applications() {}

    /** Registers an application; of several with the same class loader, the newest gets the calls. */
    public static void register(ClassLoader loader, Application application) {
        LOCK.lock();
        try {
            List<Application> applications = BY_LOADER.get(loader);
            if (applications == null) {
                applications = new ArrayList<>(1);
                BY_LOADER.put(loader, applications);
            }
            applications.add(0, application);
            generation++;
        } finally {
            LOCK.unlock();
        }
    }

    /** Removes the application; a second call for the same one does nothing. */
    public static void unregister(Application application) {
        LOCK.lock();
        try {
            BY_LOADER.values().forEach(applications -> applications.remove(application));
            BY_LOADER.values().removeIf(List::isEmpty);
            generation++;
        } finally {
            LOCK.unlock();
        }
    }

    /** Returns the application with this class loader or one of its parents, or null. */
    public static @Nullable Application of(@Nullable ClassLoader loader) {
        LOCK.lock();
        try {
            for (ClassLoader each = loader; each != null; each = each.getParent()) {
                List<Application> applications = BY_LOADER.get(each);
                if (applications != null) {
                    return applications.get(0);
                }
            }
            return null;
        } finally {
            LOCK.unlock();
        }
    }

    /**
     * Returns the application that a thread with this context class loader works for. A loader that belongs to no application,
     * such as that of a common-pool thread, stands for the only application; if there are several, null is returned.
     */
    public static @Nullable Application find(@Nullable ClassLoader context) {
        LOCK.lock();
        try {
            Application application = of(context);
            boolean only = application == null && BY_LOADER.size() == 1;
            return only ? BY_LOADER.values().iterator().next().get(0) : application;
        } finally {
            LOCK.unlock();
        }
    }

    /** Returns the class loader that identifies the calling thread's application. */
    public static ClassLoader currentLoader() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }

    static int generation() {
        return generation;
    }
}
