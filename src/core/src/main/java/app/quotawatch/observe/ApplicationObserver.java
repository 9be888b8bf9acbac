package app.quotawatch.observe;

import java.lang.ref.WeakReference;
import java.net.URI;

import org.jspecify.annotations.Nullable;

import app.quotawatch.spi.ClientObserver;

/** The observer that a client holds: it may be created before its application's QuotaWatch, and may outlive it. Thread-safe. */
public final class ApplicationObserver implements ClientObserver {

    /*
     * The last application that was found is remembered, because it is needed for every call; but only weakly, because a filter
     * may belong to the server, and the next call may never come.
     */
    private static final WeakReference<Application> NONE = new WeakReference<>(null);

    private final @Nullable WeakReference<ClassLoader> home;
    private volatile Found last = new Found(new WeakReference<>(null), NONE, Applications.generation() - 1);

    private ApplicationObserver(@Nullable WeakReference<ClassLoader> home) {
        this.home = home;
    }

    /** Returns an observer of the application with this class loader; null means the calling thread's, looked up for each call. */
    public static ApplicationObserver of(@Nullable ClassLoader application) {
        return new ApplicationObserver(application == null ? null : new WeakReference<>(application));
    }

    @Override
    public @Nullable Observation start(String method, URI uri) {
        Application application = application();
        return application == null ? null : application.observer().start(method, uri);
    }

    @Override
    public @Nullable Observation start(String method, @Nullable String scheme, @Nullable String host, int port,
            @Nullable String path) {
        Application application = application();
        return application == null ? null : application.observer().start(method, scheme, host, port, path);
    }

    @Override
    public boolean mayObserve(@Nullable String scheme, @Nullable String host, int port) {
        Application application = application();
        return application != null && application.observer().mayObserve(scheme, host, port);
    }

    @Override
    public void internalError(Throwable error) {
        Application application = application();
        if (application != null) {
            application.observer().internalError(error);
        }
    }

    @Nullable
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
