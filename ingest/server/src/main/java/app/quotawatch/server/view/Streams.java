package app.quotawatch.server.view;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.dashboard.Call;
import app.quotawatch.ingest.dashboard.DashboardJson;
import app.quotawatch.ingest.wire.HttpProblem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Server-sent events for open dashboards. All dashboards of a project share what is read from the database, and each receives
 * the latest state rather than every change: a slow one misses calls but never retains them.
 */
@Singleton
final class Streams {

    private static final int MAX_CLIENTS = 64;
    private static final int MAX_CALLS = 100;
    private static final Duration PACE = Duration.ofSeconds(2);
    /* Then the browser connects again, and has to prove again who it is. */
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final long RETRY_MILLIS = 1000;

    private final Views views;
    private final Semaphore places = new Semaphore(MAX_CLIENTS);
    private final Map<Integer, Shared> projects = new ConcurrentHashMap<>();

    @Inject
    Streams(Views views) {
        this.views = views;
    }

    /**
     * Returns what one dashboard receives.
     *
     * @throws HttpProblem if there are too many, or no such project
     */
    Multi<OutboundSseEvent> open(int project, Sse sse) {
        if (!places.tryAcquire()) {
            throw HttpProblem.unavailable("all " + MAX_CLIENTS + " streams are in use; close another dashboard", 5);
        }
        boolean opened = false;
        try {
            Shared shared = projects.getOrDefault(project, new Shared(project));
            // what fails here is a response with its status, rather than a stream that ends
            shared.snapshot();
            // kept only now, because the project of a request may not exist
            Client client = new Client(keep(shared), sse);
            Multi<OutboundSseEvent> events = Multi.createFrom().ticks().every(PACE).onOverflow().drop()
                    .emitOn(Infrastructure.getDefaultWorkerPool(), 1)
                    .onItem().transformToMultiAndConcatenate(tick -> Multi.createFrom().iterable(client.next()))
                    .select().first(LONGEST)
                    .onTermination().invoke(places::release);
            opened = true;
            return events;
        } finally {
            if (!opened) {
                places.release();
            }
        }
    }

    private Shared keep(Shared shared) {
        Shared other = projects.putIfAbsent(shared.project, shared);
        return other == null ? shared : other;
    }

    /** What is read once for all dashboards of a project. */
    private final class Shared {

        private final int project;
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Snapshot latest;
        private long readAt;

        Shared(int project) {
            this.project = project;
        }

        Snapshot snapshot() {
            lock.lock();
            try {
                long now = System.nanoTime();
                Snapshot snapshot = latest;
                if (snapshot == null || now - readAt > PACE.toNanos() / 2) {
                    snapshot = views.snapshot(project, latest, MAX_CALLS);
                    latest = snapshot;
                    readAt = now;
                }
                return snapshot;
            } finally {
                lock.unlock();
            }
        }
    }

    /** What one dashboard has received. */
    private static final class Client {

        private final Shared shared;
        private final Sse sse;
        private Set<Long> sent = Set.of();

        Client(Shared shared, Sse sse) {
            this.shared = shared;
            this.sse = sse;
        }

        List<OutboundSseEvent> next() {
            Snapshot snapshot = shared.snapshot();
            List<OutboundSseEvent> events = new ArrayList<>();
            events.add(event("summary", snapshot.summary()));
            List<Call> fresh = new ArrayList<>();
            Set<Long> numbers = new HashSet<>();
            for (Call call : snapshot.newest()) {
                numbers.add(call.number());
                if (!sent.contains(call.number())) {
                    fresh.add(call);
                }
            }
            sent = numbers;
            if (!fresh.isEmpty()) {
                events.add(event("calls", DashboardJson.events(snapshot.received(), fresh, MAX_CALLS)));
            }
            return events;
        }

        private OutboundSseEvent event(String name, byte[] json) {
            return sse.newEventBuilder().name(name).reconnectDelay(RETRY_MILLIS)
                    .data(new String(json, StandardCharsets.UTF_8)).build();
        }
    }
}
