package app.quotawatch.testing;

import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.FleetStoreProvider;

/**
 * A fleet's store in this JVM, which keeps the contract and can be made to break it: replicas whose configurations have the same
 * instance share it. Thread-safe.
 */
public final class MemoryFleetStore implements FleetStoreProvider {

    private static final int LIVE_INTERVALS = 5;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Map<String, MemoryFleetSums> apis = new HashMap<>();
    private Map<String, Long> claims = new HashMap<>();
    private final Map<String, long[]> live = new HashMap<>();
    private final List<FleetReport> reports = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger attempts = new AtomicInteger();
    private final Set<Thread> threads = new HashSet<>();

    private volatile Throwable failure;
    private volatile boolean losingAnswers;
    private volatile CountDownLatch hanging;
    private volatile UnaryOperator<FleetAnswer> falsified = UnaryOperator.identity();

    /** Creates an empty store with the time of this machine. */
    public MemoryFleetStore() {
        this(Clock.systemUTC());
    }

    /** Creates an empty store with a time of its own. */
    public MemoryFleetStore(InstantSource clock) {
        this.clock = clock;
    }

    /** From now on every exchange throws, before it has counted anything. */
    public void fail(Throwable with) {
        failure = with;
    }

    /** From now on every exchange counts, and then throws. */
    public void loseAnswers() {
        losingAnswers = true;
    }

    /** From now on an exchange does not return until the store works again; an interrupt ends it. */
    public void hang() {
        hanging = new CountDownLatch(1);
    }

    /** From now on answers are changed. */
    public void falsify(UnaryOperator<FleetAnswer> with) {
        falsified = with;
    }

    /** The store works again. */
    public void work() {
        failure = null;
        losingAnswers = false;
        falsified = UnaryOperator.identity();
        CountDownLatch waiting = hanging;
        hanging = null;
        if (waiting != null) {
            waiting.countDown();
        }
    }

    /** Loses everything, as a store without persistence that was started again. */
    public void forget() {
        lock.lock();
        try {
            apis = new HashMap<>();
            claims = new HashMap<>();
            live.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Returns what puts the store back to its present state. */
    public Runnable snapshot() {
        lock.lock();
        try {
            Map<String, MemoryFleetSums> then = copy(apis);
            Map<String, Long> claimed = new HashMap<>(claims);
            return () -> restore(then, claimed);
        } finally {
            lock.unlock();
        }
    }

    private static Map<String, MemoryFleetSums> copy(Map<String, MemoryFleetSums> all) {
        Map<String, MemoryFleetSums> copy = new HashMap<>();
        all.forEach((key, sums) -> copy.put(key, sums.copy()));
        return copy;
    }

    private void restore(Map<String, MemoryFleetSums> then, Map<String, Long> claimed) {
        lock.lock();
        try {
            apis = copy(then);
            claims = new HashMap<>(claimed);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the reports that were answered, in order. */
    public List<FleetReport> reports() {
        return reports;
    }

    /** Returns how many exchanges were begun. */
    public int attempts() {
        return attempts.get();
    }

    /** Returns how many stores are open. */
    public int open() {
        return open.get();
    }

    /** Returns the threads that have exchanged. */
    public Set<Thread> threads() {
        lock.lock();
        try {
            return Set.copyOf(threads);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void check(FleetSettings settings, Problems problems) {
        settings.property().apply("memory.size").ifPresent(
                size -> problems.add("quotawatch.fleet.memory.size", size, "is not supported"));
    }

    @Override
    public FleetStore open(FleetSettings settings) {
        open.incrementAndGet();
        return new Connection(settings);
    }

    @Override
    public String toString() {
        return "MemoryFleetStore";
    }

    private FleetAnswer answer(FleetSettings settings, FleetReport report) {
        String fleet = settings.fleet() + "/" + settings.environment();
        long millis = clock.millis();
        lock.lock();
        try {
            threads.add(Thread.currentThread());
            int replicas = see(fleet, settings.replica(), report, millis);
            List<FleetAnswer.Api> answers = new ArrayList<>();
            for (FleetReport.Api api : report.apis()) {
                answers.add(apis.computeIfAbsent(fleet + "/" + api.name(), key -> new MemoryFleetSums())
                        .exchange(settings.replica(), report.storeSecond(), api, millis));
            }
            Set<FleetReport.Claim> granted = new HashSet<>();
            for (FleetReport.Claim claim : report.claims()) {
                if (claim(fleet, claim, millis)) {
                    granted.add(claim);
                }
            }
            reports.add(report);
            return new FleetAnswer(clock.instant(), replicas, answers, granted);
        } finally {
            lock.unlock();
        }
    }

    private int see(String fleet, String replica, FleetReport report, long millis) {
        live.put(fleet + "/" + replica, new long[]{millis, report.interval().toMillis()});
        if (report.leaving()) {
            live.remove(fleet + "/" + replica);
        }
        live.values().removeIf(seen -> millis - seen[0] > LIVE_INTERVALS * seen[1]);
        int others = (int) live.keySet().stream().filter(key -> key.startsWith(fleet + "/")).count();
        return report.leaving() ? others + 1 : others;
    }

    private boolean claim(String fleet, FleetReport.Claim claim, long millis) {
        String key = fleet + "/" + claim.api() + "/" + claim.limitType() + "/" + claim.thresholdPct() + "/"
                + claim.period();
        Long until = claims.get(key);
        if (until != null && until > millis) {
            return false;
        }
        claims.put(key, millis + claim.holds().toMillis());
        return true;
    }

    private final class Connection implements FleetStore {

        private final FleetSettings settings;
        private boolean closed;

        Connection(FleetSettings settings) {
            this.settings = settings;
        }

        @Override
        public FleetAnswer exchange(FleetReport report) throws Exception {
            attempts.incrementAndGet();
            CountDownLatch waiting = hanging;
            if (waiting != null) {
                waiting.await();
            }
            throwIfFailing(Optional.ofNullable(failure));
            FleetAnswer answer = answer(settings, report);
            if (losingAnswers) {
                throw new IOException("the connection was reset");
            }
            return falsified.apply(answer);
        }

        private void throwIfFailing(Optional<Throwable> with) throws Exception {
            if (with.isPresent() && with.get() instanceof Error error) {
                throw error;
            }
            if (with.isPresent() && with.get() instanceof Exception exception) {
                throw exception;
            }
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }
}
