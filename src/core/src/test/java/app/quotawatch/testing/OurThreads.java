package app.quotawatch.testing;

import java.util.List;

/** Finds the threads that QuotaWatch has started. */
public final class OurThreads {

    private OurThreads() {}

    public static List<String> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("quotawatch"))
                .sorted()
                .toList();
    }
}
