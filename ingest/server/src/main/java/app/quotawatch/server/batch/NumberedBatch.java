package app.quotawatch.server.batch;

import java.util.List;
import java.util.Map;

/**
 * A batch whose names have numbers.
 *
 * @param key 16 bytes that no other batch of the project has, unless it is the same one
 * @param series the names of the series of its events, by their numbers
 * @param drops how many events the sender has dropped, by reason
 */
record NumberedBatch(int project, byte[] key, List<NumberedEvent> events, Map<Integer, SeriesKey> series,
        Map<String, Long> drops) {}
