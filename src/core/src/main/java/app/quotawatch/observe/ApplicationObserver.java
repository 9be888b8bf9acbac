package app.quotawatch.observe;

import java.lang.ref.WeakReference;
import java.net.URI;

import app.quotawatch.spi.ClientObserver;

/** The observer as a client has it, which may be older than its application's QuotaWatch and outlive it. Thread-safe. */
public final class ApplicationObserver implements ClientObserver {

    /*
     * It remembers the last application that it found, since it is asked at every call; but weakly, since a filter may be the
     * server's, and the next call may never come.
     */
    private static final WeakReference<Application> NONE = new WeakReference<>(null);

    private final WeakReference<ClassLoader> home;
    private volatile Found last = new Found(new WeakReference<>(null), NONE, Applications.generation() - 1);

    private ApplicationObserver(WeakReference<ClassLoader> home) {
        this.home = home;
    }

    /** Returns an observer of the application with this class loader; null: of the calling thread's, at each call anew. */
    public static ApplicationObserver of(ClassLoader application) {
        return new ApplicationObserver(application == null ? null : new WeakReference<>(application));
    }

    @Override
    public Observation start(String method, URI uri) {
        Application application = application();
        return application == null ? null : application.observer().start(method, uri);
    }

    @Override
    public void internalError(Throwable error) {
        Application application = application();
        if (application != null) {
            application.observer().internalError(error);
        }
    }

    Application application() {
        ClassLoader context = home == null ? Applications.currentLoader() : home.get();
        Found found = last;
        int now = Applications.generation();
        if (found.generation == now && found.context.get() == context) {
            return found.application.get();
        }
        Application application = Applications.find(context);
        last = new Found(new WeakReference<>(context), application == null ? NONE : new WeakReference<>(application),
                now);
        return application;
    }

    private record Found(WeakReference<ClassLoader> context, WeakReference<Application> application, int generation) {}
}
