package app.quotawatch.quarkus.runtime.fleet;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;

/** Which extensions the application has. */
final class Extensions {

    private Extensions() {}

    /** Returns whether the application has a class, by which an extension is recognised; also while it is built. */
    static boolean hasClass(String name) {
        try {
            Class.forName(name, false, Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Returns whether the beans of extensions can be found: not while the application is built. */
    static boolean areRunning() {
        ArcContainer container = Arc.container();
        return container != null && container.isRunning();
    }
}
