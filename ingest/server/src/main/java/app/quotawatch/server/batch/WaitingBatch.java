package app.quotawatch.server.batch;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import app.quotawatch.ingest.wire.Batch;
import app.quotawatch.ingest.wire.ReceivedEvent;

/** A batch that waits to be stored. */
final class WaitingBatch {

    private static final int EVENT_WEIGHT = 300;
    private static final int HEADER_WEIGHT = 120;

    final int project;
    final byte[] key;
    final Batch batch;
    final Map<String, Long> drops;
    final CompletableFuture<Stored> outcome = new CompletableFuture<>();
    /** About how many bytes of the heap it costs. */
    final long weight;

    WaitingBatch(int project, byte[] key, Batch batch, Map<String, Long> drops) {
        this.project = project;
        this.key = key;
        this.batch = batch;
        this.drops = Map.copyOf(drops);
        long sum = EVENT_WEIGHT;
        for (ReceivedEvent event : batch.events()) {
            sum += EVENT_WEIGHT
                    + 2L * (event.api().length() + event.environment().length() + event.endpoint().length());
            for (Map.Entry<String, String> header : event.rateLimitHeaders().entrySet()) {
                sum += HEADER_WEIGHT + header.getKey().length() + header.getValue().length();
            }
        }
        this.weight = sum;
    }
}
