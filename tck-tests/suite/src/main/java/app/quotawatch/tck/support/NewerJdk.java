package app.quotawatch.tck.support;

import java.util.Optional;

import org.junit.jupiter.api.Assumptions;

/** Skips tests that need a newer Java than available, and prints the reason. */
public final class NewerJdk {

    private static final String SKIPPED = "skipped because it requires Java 21 or newer and none was found: set the system "
            + "property quotawatch.newer-jdk or the environment variable NEWER_JAVA_HOME to its folder";

    private NewerJdk() {}

    /** Returns a Java 21 or newer, or skips the test. */
    public static Jdk required() {
        Optional<Jdk> jdk = Jdk.newer();
        if (jdk.isEmpty()) {
            System.out.println(caller() + " " + SKIPPED);
        }
        Assumptions.assumeTrue(jdk.isPresent(), SKIPPED);
        return jdk.get();
    }

    private static String caller() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.skip(2).findFirst().orElseThrow().getDeclaringClass().getSimpleName());
    }
}
