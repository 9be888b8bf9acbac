package app.quotawatch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.logging.Level;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.FlushResult;
import app.quotawatch.ingest.LocalIngest;
import app.quotawatch.ingest.StoredEvent;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.support.Application;
import app.quotawatch.tck.support.Logs;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Suite;

/** Events are delivered at each interval, early, at shutdown, and after an outage of the ingest. Dropped events are counted. */
public class DeliveryTest extends Suite {

    private static final Duration SOON = Duration.ofSeconds(30);

    private void call(Application application, int from, int to) {
        IntStream.range(from, to).forEach(i -> ClientKind.MICROPROFILE_INJECTED.call(application, upstream.uri(),
                Integer.toString(i), null));
    }

    @Test
    void events_areFlushedAtEachInterval() {
        Application application = application(Settings.sendingTo(ingest).things(upstream)
                .set("quotawatch.flush-interval-seconds", "0.2"));

        call(application, 0, 3);

        await().atMost(SOON).until(() -> ingest.received() == 3);
    }

    @Test
    void halfFullBuffer_isFlushedAtOnce() {
        Application application = application(Settings.sendingTo(ingest).things(upstream)
                .set("quotawatch.buffer-size", "10"));

        call(application, 0, 5);

        await().atMost(SOON).until(() -> ingest.received() == 5);
    }

    @Test
    void fullBuffer_dropsTheOldestEventsAndCountsThem() {
        LocalIngest down = LocalIngest.builder().port(0).start();
        down.close();
        Application application = application(Settings.sendingTo(down.uri()).things(upstream)
                .set("quotawatch.buffer-size", "1").set("quotawatch.delivery-timeout-seconds", "0.5"));

        call(application, 0, 20);
        await().atMost(SOON).until(() -> application.quotaWatch().deliveryStats().inFlight() <= 1);

        DeliveryStats stats = application.quotaWatch().deliveryStats();
        assertThat(stats.recorded()).isEqualTo(20);
        assertThat(stats.buffered() + stats.inFlight()).isBetween(1, 2);
        assertThat(stats.dropped(DropReason.OVERFLOW)).isEqualTo(20 - stats.buffered() - stats.inFlight());
    }

    @Test
    void shutdown_deliversWhatIsBuffered() {
        Application application = application();
        call(application, 0, 7);
        assertThat(ingest.received()).isZero();

        application.close();

        assertThat(ingest.events()).extracting(StoredEvent::endpoint).containsExactlyElementsOf(
                IntStream.range(0, 7).mapToObj(i -> "/things/" + i).toList());
        assertQuiet();
    }

    @Test
    void ingestDownAtStart_receivesTheEventsOnceItIsUp() {
        int port = ingest.uri().getPort();
        ingest.close();
        Application application = application(Settings.sendingTo(ingest.uri()).things(upstream)
                .set("quotawatch.flush-interval-seconds", "0.1"));
        call(application, 0, 4);
        await().atMost(SOON).until(() -> application.quotaWatch().deliveryStats().lastFailure().isPresent());
        FlushResult failed = application.quotaWatch().flush();

        assertThat(failed.outcome()).isEqualTo(FlushResult.Outcome.INCOMPLETE);
        assertThat(failed.remaining()).isEqualTo(4);
        assertThat(failed.failure()).isPresent();

        ingest = closing(LocalIngest.builder().port(port).start());

        await().atMost(SOON).until(() -> ingest.received() == 4);
        assertThat(Logs.mentioning("cannot deliver", Level.WARNING)).as("one warning, however many deliveries fail")
                .hasSize(1);
        assertThat(Logs.mentioning(Settings.API_KEY, Level.ALL)).isEmpty();
        assertThat(application.quotaWatch().deliveryStats().droppedInTotal()).isZero();
        await().atMost(SOON).until(() -> Logs.mentioning("delivers events again", Level.INFO).size() == 1);
    }

    @Test
    void flush_waitsAndReturnsTheOutcome() {
        Application application = application();
        call(application, 0, 3);

        FlushResult result = application.quotaWatch().flush();

        assertThat(result.outcome()).isEqualTo(FlushResult.Outcome.COMPLETE);
        assertThat(result.delivered()).isEqualTo(3);
        assertThat(result.remaining()).isZero();
        assertThat(ingest.received()).isEqualTo(3);
    }

    @Test
    void planLimit_isReported() throws Exception {
        LocalIngest limited = closing(LocalIngest.builder().port(0).planApis(1).start());
        Application application = application(Settings.sendingTo(limited).things(upstream));
        application.quotaWatch().record(app.quotawatch.ApiCall.builder("one").method("GET").status(200).build());
        application.quotaWatch().flush();

        call(application, 0, 1);
        FlushResult result = application.quotaWatch().flush();

        assertThat(result.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.status()).hasValue(403);
            assertThat(failure.code()).hasValue("API_LIMIT");
        });
        assertThat(Logs.mentioning("API_LIMIT", Level.WARNING)).hasSize(1);
    }
}
