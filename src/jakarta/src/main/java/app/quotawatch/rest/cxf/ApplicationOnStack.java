package app.quotawatch.rest.cxf;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Which application's code the current thread is executing, as seen by one application. */
enum ApplicationOnStack {

    OURS, ANOTHER, NONE;

    /*
     * A server's classes are in loaders above the application's. So the innermost class of another loader belongs to the
     * application that asks the server for something: ours, or another one. Lambdas have hidden classes, which the walker does
     * not show by default; an application may appear by such a class only.
     */
    private static final StackWalker FRAMES = StackWalker.getInstance(
            Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES));

    /**
     * Finds the application.
     *
     * @param application the class loader of ours
     * @param caller the class that asks: its frames are skipped
     */
    static ApplicationOnStack find(ClassLoader application, Class<?> caller) {
        return FRAMES.walk(new Innermost(application, caller));
    }

    static boolean isAtOrAbove(@Nullable ClassLoader upper, @Nullable ClassLoader lower) {
        ClassLoader loader = lower;
        while (loader != null && loader != upper) {
            loader = loader.getParent();
        }
        return loader == upper;
    }

    private record Innermost(ClassLoader application, Class<?> caller)
            implements
                Function<Stream<StackFrame>, ApplicationOnStack> {

        private static final String REFLECTION = "jdk.internal.reflect.";

        @Override
        public ApplicationOnStack apply(Stream<StackFrame> frames) {
            Iterator<StackFrame> each = frames.iterator();
            while (each.hasNext()) {
                Class<?> type = each.next().getDeclaringClass();
                ClassLoader loader = type.getClassLoader();
                if (isAtOrAbove(application, loader) && !isOwn(type)) {
                    return OURS;
                }
                // the JDK defines classes for reflection in a loader below that of the target
                if (!isAtOrAbove(loader, application) && !isOwn(type) && !type.getName().startsWith(REFLECTION)) {
                    return ANOTHER;
                }
            }
            return NONE;
        }

        private boolean isOwn(Class<?> type) {
            return type == caller || type.getNestHost() == ApplicationOnStack.class;
        }
    }
}
