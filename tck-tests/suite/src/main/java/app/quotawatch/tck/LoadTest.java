package app.quotawatch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import javax.management.JMException;
import javax.management.ObjectName;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.WebTarget;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.ingest.LocalIngest;
import app.quotawatch.ingest.StoredEvent;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.support.Application;
import app.quotawatch.tck.support.Logs;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Suite;

/** Many concurrent calls and a large number of calls. */
public class LoadTest extends Suite {

    private static final int BUFFER = 500;

    @BeforeEach
    void captureOnlyOurLogs() {
        Logs.readOnlyOurs();
    }

    @Test
    void concurrentCalls_areEachObservedOnce() throws Exception {
        Application application = application();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        closing(threads::shutdownNow);

        List<Future<String>> responses = threads.invokeAll(IntStream.range(0, 200)
                .<Callable<String>>mapToObj(
                        i -> () -> ClientKind.MICROPROFILE_INJECTED.call(application, upstream.uri(),
                                Integer.toString(i), null))
                .toList());
        for (Future<String> response : responses) {
            assertThat(response.get()).isEqualTo("ok");
        }

        assertThat(delivered(application)).extracting(StoredEvent::endpoint).containsExactlyInAnyOrderElementsOf(
                IntStream.range(0, 200).mapToObj(i -> "/things/" + i).toList());
    }

    @Test
    void readingsDuringConcurrentCalls_addUpAndAreExact() throws Exception {
        Application application = application(Settings.sendingTo(ingest).api("things", upstream.uri())
                .set("quotawatch.flush-interval-seconds", "0.05"));
        int threads = 6;
        int each = 500;
        AtomicLong begun = new AtomicLong();
        AtomicLong ended = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(threads + 1);
        closing(pool::shutdownNow);
        Callable<Integer> calls = () -> application.call(() -> {
            Client client = ClientBuilder.newClient();
            try {
                WebTarget target = client.target(upstream.uri("/things/1"));
                for (int i = 0; i < each; i++) {
                    begun.incrementAndGet();
                    target.request().get(String.class);
                    ended.incrementAndGet();
                }
                return each;
            } finally {
                client.close();
            }
        });

        Future<Integer> readings = pool.submit(() -> {
            int count = 0;
            while (!over.get()) {
                long least = ended.get();
                DeliveryStats stats = application.quotaWatch().deliveryStats();
                long most = begun.get();
                assertThat(stats.delivered() + stats.droppedInTotal() + stats.buffered() + stats.inFlight())
                        .isEqualTo(stats.recorded()).isBetween(least, most);
                count++;
            }
            return count;
        });
        for (Future<Integer> made : pool.invokeAll(Collections.nCopies(threads, calls))) {
            assertThat(made.get()).isEqualTo(each);
        }
        over.set(true);

        assertThat(readings.get()).as("readings").isPositive();
        assertThat(application.quotaWatch().deliveryStats().recorded()).isEqualTo(threads * each);
    }

    @Test
    void twoThousandEventsPerSecond_allArrive() {
        Application application = application(Settings.sendingTo(ingest).set("quotawatch.flush-interval-seconds", "5"));
        int total = 10_000;
        for (int i = 0; i < total; i++) {
            application.quotaWatch().record(ApiCall.builder("load").endpoint("/v1/" + i).method("GET").status(200)
                    .rateLimitHeaders(java.util.Map.of("x-ratelimit-remaining", Integer.toString(i))).build());
            // measured from the previous call and not from the first, so that a stalled machine does not catch up in one burst
            long due = System.nanoTime() + 500_000L;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
        application.quotaWatch().flush();

        assertThat(application.quotaWatch().deliveryStats().droppedInTotal()).isZero();
        assertThat(ingest.received()).isEqualTo(total);
    }

    @Test
    void twentyThousandCallsWithoutAnIngest_holdNoMoreThanTheBuffer() {
        LocalIngest down = LocalIngest.builder().port(0).start();
        down.close();
        Application application = application(Settings.sendingTo(down.uri()).api("things", upstream.uri())
                .set("quotawatch.delivery-timeout-seconds", "0.5"));
        int total = 20_000;

        application.call(() -> {
            Client client = ClientBuilder.newClient();
            try {
                WebTarget target = client.target(upstream.uri("/things/1"));
                for (int i = 0; i < total; i++) {
                    target.request().get(String.class);
                }
                return null;
            } finally {
                client.close();
            }
        });

        await().atMost(Duration.ofSeconds(30))
                .until(() -> application.quotaWatch().deliveryStats().recorded() == total);
        DeliveryStats stats = application.quotaWatch().deliveryStats();
        assertThat(stats.buffered()).isEqualTo(BUFFER);
        assertThat(stats.inFlight()).isLessThanOrEqualTo(BUFFER);
        assertThat(stats.dropped(DropReason.OVERFLOW)).isEqualTo(total - stats.buffered() - stats.inFlight());
        assertThat(ourLiveInstances("app.quotawatch.ApiCall")).as("events in memory")
                .isBetween((long) stats.buffered(), (long) stats.buffered() + stats.inFlight());
        assertThat(ourLiveInstances("app.quotawatch.observe.ObservedCall")).as("finished calls in memory")
                .isLessThan(BUFFER);
    }

    /* Counted by class, because the memory of the implementations varies between runs by more than QuotaWatch may hold. */
    private static long ourLiveInstances(String type) {
        try {
            String histogram = (String) ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                    new Object[]{null}, new String[]{String[].class.getName()});
            return histogram.lines()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > 3 && columns[3].equals(type))
                    .mapToLong(columns -> Long.parseLong(columns[1]))
                    .sum();
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
