package app.quotawatch.engine;

import java.util.logging.Level;

import org.jspecify.annotations.Nullable;

import app.quotawatch.log.Log;

/** Closes an engine that its user has not closed when the JVM exits; it takes no longer than the shutdown of the engine. */
final class ShutdownHook implements Runnable {

    private final Engine engine;
    private @Nullable Thread thread;

    private ShutdownHook(Engine engine) {
        this.engine = engine;
    }

    /** Registers a hook; returns null if the JVM exits already, or does not allow one. */
    static @Nullable ShutdownHook register(Engine engine) {
        ShutdownHook hook = new ShutdownHook(engine);
        Thread thread = new Thread(null, hook, "quotawatch-shutdown", 0, false);
        try {
            Runtime.getRuntime().addShutdownHook(thread);
        } catch (IllegalStateException | SecurityException e) {
            Log.thrown(Level.FINE, e, "QuotaWatch cannot deliver events when the JVM exits");
            return null;
        }
        hook.thread = thread;
        return hook;
    }

    @Override
    public void run() {
        engine.shutDown();
    }

    /** Removes the hook, which holds the engine and with it the class loader of its application. */
    void remove() {
        Thread registered = thread;
        thread = null;
        if (registered == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(registered);
        } catch (IllegalStateException | SecurityException e) {
            // the JVM exits, and nothing is left to let go of
        }
    }
}
