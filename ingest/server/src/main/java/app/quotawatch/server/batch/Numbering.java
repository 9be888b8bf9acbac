package app.quotawatch.server.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.wire.Batch;
import app.quotawatch.ingest.wire.ReceivedEvent;
import app.quotawatch.server.database.Database;

/**
 * Prepares batches for their transaction: gives names numbers, and moves instants that are outside of what is kept to its edge.
 * Used by one thread.
 */
final class Numbering {

    private static final long MAX_AHEAD = Duration.ofMinutes(5).toMillis();
    /* Two names, or a method and a path, make an entry of an index. */
    private static final int NAME_BYTES = 1_200;
    private static final int PATH_BYTES = 2_000;

    private final SeriesNumbers seriesNumbers;
    private final EndpointNumbers endpointNumbers;
    private final HeadersText headersText = new HeadersText();
    private final BatchSettings settings;
    private final BatchMetrics metrics;

    Numbering(Database database, BatchSettings settings, BatchMetrics metrics) {
        this.seriesNumbers = new SeriesNumbers(database);
        this.endpointNumbers = new EndpointNumbers(database);
        this.settings = settings;
        this.metrics = metrics;
    }

    /** Throws {@link PlanLimitException} if the project's plan does not allow the batch. */
    NumberedBatch number(int project, byte[] key, Batch batch, Map<String, Long> drops, long now) {
        List<ReceivedEvent> events = batch.events();
        List<SeriesKey> keys = new ArrayList<>(events.size());
        events.forEach(event -> keys.add(new SeriesKey(project, Text.of(event.api(), NAME_BYTES),
                Text.of(event.environment(), NAME_BYTES))));
        Map<SeriesKey, Integer> series = seriesNumbers.of(project, Set.copyOf(keys), now);
        Map<Integer, Set<EndpointKey>> endpointKeys = new HashMap<>();
        List<EndpointKey> endpoints = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            EndpointKey endpoint = new EndpointKey(events.get(i).method(),
                    Text.of(events.get(i).endpoint(), PATH_BYTES));
            endpoints.add(endpoint);
            endpointKeys.computeIfAbsent(number(series, keys.get(i)), unused -> new HashSet<>()).add(endpoint);
        }
        Map<Integer, EndpointNumbers.OfSeries> numbers = endpointNumbers.of(endpointKeys);
        List<NumberedEvent> numbered = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            int ofSeries = number(series, keys.get(i));
            EndpointNumbers.OfSeries ofEndpoints = numbers.get(ofSeries);
            if (ofEndpoints == null) {
                throw new IllegalStateException("a series has no endpoints");
            }
            numbered.add(number(events.get(i), ofSeries, ofEndpoints.number(endpoints.get(i)), now));
        }
        Map<Integer, SeriesKey> names = new HashMap<>();
        series.forEach((name, number) -> names.put(number, name));
        return new NumberedBatch(project, key, numbered, names, drops);
    }

    private static int number(Map<SeriesKey, Integer> series, SeriesKey key) {
        Integer number = series.get(key);
        if (number == null) {
            throw new IllegalStateException("a series has no number");
        }
        return number;
    }

    private NumberedEvent number(ReceivedEvent event, int series, int endpoint, long now) {
        long at = event.timestamp().toEpochMilli();
        long kept = Math.min(now + MAX_AHEAD, Math.max(now - settings.keptMillis(), at));
        if (kept != at) {
            metrics.clamped();
        }
        @Nullable
        String headers = event.rateLimitHeaders().isEmpty() ? null : headersText.of(event.rateLimitHeaders());
        return new NumberedEvent(kept, series, endpoint, event.latencyMs(), event.status(), event.hit429(), headers);
    }
}
