package app.quotawatch.tck.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.ApiCall;
import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.testing.Loaders;

/**
 * The library sends to an ingest over a link with every fault: what the library counts as delivered is what the ingest has
 * stored, each event once, and the ingest knows of what was dropped.
 */
public abstract class LibraryContract extends IngestContract {

    private static final int BUFFER = 600;
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final int PATIENCE = 200;

    private RunningQuotaWatch start(URI ingestUrl) {
        QuotaWatchConfig config = QuotaWatchConfig.builder(ingest().key()).ingestUrl(ingestUrl).bufferSize(BUFFER)
                .deliveryTimeout(TIMEOUT).flushInterval(Duration.ofSeconds(1)).shutdownHook(false).build();
        return Loaders.in(Loaders.ofApplication(), () -> QuotaWatch.init(config));
    }

    /* Events differ by their latency: of endpoints, an ingest need not keep any number. */
    private static void record(QuotaWatch quotaWatch, int from, int to) {
        for (int i = from; i <= to; i++) {
            quotaWatch.record(ApiCall.builder("OpenAI").endpoint("/v1/things").method("GET").status(200)
                    .latency(Duration.ofMillis(i)).build());
        }
    }

    private static void flush(QuotaWatch quotaWatch) {
        for (int attempt = 0; attempt < PATIENCE; attempt++) {
            DeliveryStats stats = quotaWatch.deliveryStats();
            if (quotaWatch.flush(Duration.ofSeconds(10)).outcome() == FlushResult.Outcome.COMPLETE
                    && stats.buffered() + stats.inFlight() == 0) {
                return;
            }
        }
        throw new AssertionError("not delivered: " + quotaWatch.deliveryStats());
    }

    private void assertAddsUp(DeliveryStats stats) {
        List<Long> latencies = ingest().stored().stream().map(StoredCall::latencyMs).toList();
        assertThat(latencies).as("%s", stats).doesNotHaveDuplicates().hasSize((int) stats.delivered());
        assertThat(ingest().received()).isEqualTo(stats.delivered());
        assertThat(stats.recorded()).isEqualTo(stats.delivered() + stats.droppedInTotal());
        Long overflow = ingest().dropped("overflow");
        if (overflow != null) {
            assertThat(overflow).isEqualTo(stats.dropped(DropReason.OVERFLOW));
        }
    }

    static Stream<LinkFault> faults() {
        return LinkFault.all();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void fault_losesNothingThatWasAccepted_andStoresNothingTwice(LinkFault fault) throws IOException {
        // a stall takes the whole timeout
        int faulty = fault.effect() == LinkFault.Effect.STALL ? 1 : 2;
        try (FaultyLink link = new FaultyLink(ingest().uri(), exchange -> exchange < faulty ? fault : null);
                RunningQuotaWatch quotaWatch = start(link.uri())) {
            record(quotaWatch, 1, 800);
            flush(quotaWatch);
            record(quotaWatch, 801, 900);
            flush(quotaWatch);
            assertThat(link.exchanges()).isGreaterThan(faulty);
            assertAddsUp(quotaWatch.deliveryStats());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void faultsWithoutEnd_loseNothingThatWasAccepted_andStoreNothingTwice(long seed) throws IOException {
        // a rejection of what was stored before, under a key that is used no more, cannot be told from one of what was not
        List<LinkFault> faults = LinkFault.all().filter(fault -> fault.effect() == LinkFault.Effect.CLOSE
                || fault.effect() == LinkFault.Effect.RESET || fault.message() == LinkFault.Message.RESPONSE
                        && fault.effect() == LinkFault.Effect.GARBLE)
                .toList();
        Iterator<Integer> random = new Random(seed).ints(0, faults.size() * 3 / 2).iterator();
        IntFunction<@Nullable LinkFault> any = exchange -> {
            int next = random.next();
            return next < faults.size() ? faults.get(next) : null;
        };
        try (FaultyLink link = new FaultyLink(ingest().uri(), any);
                RunningQuotaWatch quotaWatch = start(link.uri())) {
            for (int i = 0; i < 20; i++) {
                record(quotaWatch, i * 200 + 1, i * 200 + 200);
                quotaWatch.flush(TIMEOUT);
            }
            flush(quotaWatch);
            record(quotaWatch, 4_001, 4_001);
            flush(quotaWatch);
            assertAddsUp(quotaWatch.deliveryStats());
        }
    }

    @Test
    void drops_areReported() {
        try (RunningQuotaWatch quotaWatch = start(ingest().uri())) {
            quotaWatch.record(null);
            record(quotaWatch, 1, 10);
            flush(quotaWatch);
            record(quotaWatch, 11, 20);
            flush(quotaWatch);
            assertAddsUp(quotaWatch.deliveryStats());
            Long invalid = ingest().dropped("invalid");
            if (invalid != null) {
                assertThat(invalid).isEqualTo(1);
            }
        }
    }
}
