package app.quotawatch.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.dashboard.Summary;
import app.quotawatch.ingest.wire.ReceivedEvent;

/** All received data, in bounded memory. A batch is stored as a whole or not at all. */
final class EventStore {

    private static final int MAX_SERIES = 200;
    private static final long MAX_SERIES_WEIGHT = 16L * 1024 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final boolean apiKeyRequired;
    private final @Nullable Integer planApis;
    private final Clock clock;
    private final Instant startedAt;
    private final EventLog log;
    private final RecentKeys recentKeys = new RecentKeys();
    private final Set<String> apis = new HashSet<>();
    /* In access order: beyond a maximum, the series that has been idle longest is removed. */
    private final Map<Series.Key, Series> series = new LinkedHashMap<>(16, 0.75f, true);
    private boolean waitsEnded;
    private long seriesWeight;
    private long received;
    private long batches;
    private long repeatedBatches;
    private long rejectedBatches;
    private long forgottenSeries;

    EventStore(Settings settings) {
        this.apiKeyRequired = settings.apiKey() != null;
        this.planApis = settings.planApis();
        this.clock = settings.clock();
        this.startedAt = clock.instant();
        this.log = new EventLog(settings.keptEvents());
    }

    /**
     * Stores the batch, unless a batch with the same key was stored before; a null key means none.
     *
     * @throws PlanLimitException if it contains more APIs than the plan allows
     */
    void add(List<ReceivedEvent> batch, @Nullable String idempotencyKey) throws PlanLimitException {
        lock.lock();
        try {
            if (idempotencyKey != null && recentKeys.contains(idempotencyKey)) {
                repeatedBatches++;
                return;
            }
            claimApis(batch);
            if (idempotencyKey != null) {
                recentKeys.add(idempotencyKey);
            }
            Instant now = clock.instant();
            batch.forEach(event -> add(event, now));
            batches++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void claimApis(List<ReceivedEvent> batch) throws PlanLimitException {
        if (planApis != null) {
            Set<String> added = new HashSet<>();
            batch.forEach(event -> added.add(event.api()));
            added.removeAll(apis);
            if (apis.size() + added.size() > planApis) {
                throw new PlanLimitException(planApis);
            }
            apis.addAll(added);
        }
    }

    private void add(ReceivedEvent receivedEvent, Instant now) {
        received++;
        StoredEvent event = new StoredEvent(received, receivedEvent);
        log.add(event);
        Series.Key key = new Series.Key(event.api(), event.environment());
        Series own = series.get(key);
        if (own == null) {
            own = new Series(key);
            series.put(key, own);
            seriesWeight += own.weight();
        }
        seriesWeight -= own.weight();
        own.add(event, now);
        seriesWeight += own.weight();
        while (series.size() > MAX_SERIES || (seriesWeight > MAX_SERIES_WEIGHT && series.size() > 1)) {
            Iterator<Series> idleLongestFirst = series.values().iterator();
            seriesWeight -= idleLongestFirst.next().weight();
            idleLongestFirst.remove();
            forgottenSeries++;
        }
    }

    void reject() {
        lock.lock();
        try {
            rejectedBatches++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until one of these counts changes, or the timeout expires. */
    void awaitChange(long receivedBefore, long rejectedBefore, Duration timeout) throws InterruptedException {
        long nanos = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (!waitsEnded && received == receivedBefore && rejectedBatches == rejectedBefore && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends every wait for a change. */
    void wakeWaiting() {
        lock.lock();
        try {
            waitsEnded = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<StoredEvent> oldestFirst() {
        lock.lock();
        try {
            return log.oldestFirst();
        } finally {
            lock.unlock();
        }
    }

    List<StoredEvent> newestFirst(int limit, Predicate<StoredEvent> filter) {
        lock.lock();
        try {
            return log.newestFirst(limit, filter);
        } finally {
            lock.unlock();
        }
    }

    Summary summary() {
        lock.lock();
        try {
            Instant now = clock.instant();
            List<Summary.OfSeries> all = series.values().stream().map(one -> one.summary(now))
                    .sorted(Comparator.comparing(Summary.OfSeries::api).thenComparing(Summary.OfSeries::environment))
                    .toList();
            return new Summary(now, startedAt, apiKeyRequired, planApis, received, batches, repeatedBatches,
                    rejectedBatches, (long) log.size(), received - log.size(), forgottenSeries, all);
        } finally {
            lock.unlock();
        }
    }

    long received() {
        return read(() -> received);
    }

    long batches() {
        return read(() -> batches);
    }

    long rejectedBatches() {
        return read(() -> rejectedBatches);
    }

    private long read(LongSupplier count) {
        lock.lock();
        try {
            return count.getAsLong();
        } finally {
            lock.unlock();
        }
    }
}
