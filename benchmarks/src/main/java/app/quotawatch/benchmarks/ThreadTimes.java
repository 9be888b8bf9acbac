package app.quotawatch.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The CPU time that threads of certain names have used, as of one moment. */
public final class ThreadTimes {

    /** The observers' own threads. */
    public static final Pattern OBSERVERS = Pattern.compile("^quotawatch-|^HttpClient-|^BatchSpanProcessor");

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Pattern names;
    private final Map<Long, Long> nanos = new HashMap<>();

    private ThreadTimes(Pattern names) {
        this.names = names;
        for (long id : THREADS.getAllThreadIds()) {
            ThreadInfo thread = THREADS.getThreadInfo(id);
            if (thread != null && names.matcher(thread.getThreadName()).find()) {
                nanos.put(id, Math.max(0, THREADS.getThreadCpuTime(id)));
            }
        }
    }

    /** Returns the times of the threads whose names match. */
    public static ThreadTimes of(Pattern names) {
        return new ThreadTimes(names);
    }

    /** Returns the nanoseconds that these threads, and new ones of such names, have used since; a thread that has ended is left out. */
    public long nanosSince() {
        return of(names).nanos.entrySet().stream()
                .mapToLong(one -> one.getValue() - nanos.getOrDefault(one.getKey(), 0L)).sum();
    }
}
