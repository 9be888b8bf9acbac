package app.quotawatch.server.webhook;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.server.config.ServerConfig;
import app.quotawatch.server.database.Database;
import app.quotawatch.server.database.DatabaseUnavailableException;
import app.quotawatch.server.schedule.Schedule;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;

/** Sends what is due, at most one message of each webhook at a time. Thread-safe. */
@Singleton
final class Sender {

    static final int THREADS = 8;

    private static final Logger LOG = Logger.getLogger(Sender.class);
    private static final String METRIC = "quotawatch.ingest.webhook.deliveries";

    private final Deliveries deliveries;
    private final WebhookClient client;
    private final SecretKeys keys;
    private final MeterRegistry meters;
    private final ExecutorService threads = threads();
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Integer> busy = new HashSet<>();

    @Inject
    Sender(Database database, SecretKeys keys, ServerConfig config, Vertx vertx, MeterRegistry meters) {
        this(new Deliveries(database, new RetrySchedule(() -> ThreadLocalRandom.current().nextDouble()),
                InstantSource.system()),
                new WebhookClient(vertx, new HttpClientOptions(), Resolver.SYSTEM,
                        config.server().allowPrivateWebhooks(), InstantSource.system(), WebhookClient.TIMEOUT),
                keys, meters);
    }

    Sender(Deliveries deliveries, WebhookClient client, SecretKeys keys, MeterRegistry meters) {
        this.deliveries = deliveries;
        this.client = client;
        this.keys = keys;
        this.meters = meters;
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "quotawatch-webhooks");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every(Duration.ofSeconds(1), Duration.ZERO, "sending webhooks", this::sendDue);
    }

    /** Begins to send what is due. */
    void sendDue() {
        lock.lock();
        try {
            if (threads.isShutdown()) {
                return; // what is claimed now would have to wait until the claim ends
            }
            for (Due due : deliveries.claim(THREADS - busy.size(), busy)) {
                busy.add(due.webhook());
                threads.execute(() -> attempt(due));
            }
        } catch (DatabaseUnavailableException unavailable) {
            LOG.debug("The database is unavailable; messages are sent later");
        } catch (RejectedExecutionException stopping) {
            LOG.debug("The server is stopping; messages are sent by another one, or after its start");
        } finally {
            lock.unlock();
        }
    }

    private void attempt(Due due) {
        try {
            Deliveries.Result result = deliveries.record(due, outcome(due));
            meters.counter(METRIC, "outcome", result.name().toLowerCase(Locale.ROOT)).increment();
        } catch (DatabaseUnavailableException unavailable) {
            LOG.debug("The database is unavailable; the message is sent again");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            free(due);
        }
        // the webhook may have more
        sendDue();
    }

    private Outcome outcome(Due due) throws InterruptedException {
        try {
            return client.send(due, keys.box().open(due.sealedSecret(), Webhooks.context(due.project())));
        } catch (UnreadableSecretException | HttpProblem unreadable) {
            return Outcome.failed(String.valueOf(unreadable.getMessage()));
        } catch (RuntimeException e) {
            LOG.warn("A message of a webhook failed for an unexpected reason", e);
            return Outcome.failed("the server failed; see its log for the cause");
        }
    }

    private void free(Due due) {
        lock.lock();
        try {
            busy.remove(due.webhook());
        } finally {
            lock.unlock();
        }
    }

    /* While their results can still be stored. */
    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        close();
    }

    /** Lets the attempts end that have begun. */
    void close() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(6, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }
}
