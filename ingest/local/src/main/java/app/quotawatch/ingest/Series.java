package app.quotawatch.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.dashboard.Gauges;
import app.quotawatch.ingest.dashboard.Summary;

/** Everything known about one API in one environment. Guarded by its owner's lock. */
final class Series {

    record Key(String api, String environment) {}

    /* This object, its two timelines and what its reader remembers of the names of headers. */
    private static final int BASE_WEIGHT = 4096;
    /* A response with the headers of every series must not become huge. */
    private static final int MAX_HEADERS_WEIGHT = 8192;

    private static final Summary.Bar EMPTY = new Summary.Bar(0, 0, 0);

    private final Key key;
    private final Timeline seconds = new Timeline(Duration.ofSeconds(1).toMillis(), Window.MINUTE.steps());
    private final Timeline minutes = new Timeline(Duration.ofMinutes(1).toMillis(), Window.DAY.steps());
    private long total;
    private Instant lastCall = Instant.MIN;
    private Instant headersAt = Instant.MIN;
    private Map<String, String> headers = Map.of();
    private int headersWeight;
    private final Gauges gauges = new Gauges();

    Series(Key key) {
        this.key = key;
    }

    void add(StoredEvent event, Instant now) {
        total++;
        // otherwise, events of an application whose clock is ahead would appear late
        Instant at = event.timestamp().isAfter(now) ? now : event.timestamp();
        seconds.add(at.toEpochMilli(), event);
        minutes.add(at.toEpochMilli(), event);
        if (!at.isBefore(lastCall)) {
            lastCall = at;
        }
        if (!event.rateLimitHeaders().isEmpty()) {
            addHeaders(event, at, now);
        }
    }

    /* A rejection may carry only Retry-After; it must not remove the gauges. */
    private void addHeaders(StoredEvent event, Instant at, Instant now) {
        if (!at.isBefore(headersAt)) {
            headersAt = at;
            headers = shown(event.rateLimitHeaders());
            headersWeight = HeapWeight.of(headers);
        }
        Instant ended = at.plusMillis(event.latencyMs());
        gauges.add(event.rateLimitHeaders(), event.status(), at, ended.isAfter(now) ? now : ended);
    }

    /** The first headers, as many as fit. */
    private static Map<String, String> shown(Map<String, String> headers) {
        if (HeapWeight.of(headers) <= MAX_HEADERS_WEIGHT) {
            return headers;
        }
        Map<String, String> shown = new LinkedHashMap<>();
        int room = MAX_HEADERS_WEIGHT - HeapWeight.of(shown);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            room -= HeapWeight.of(Map.ofEntries(header));
            if (room < 0) {
                break;
            }
            shown.put(header.getKey(), header.getValue());
        }
        return Collections.unmodifiableMap(shown);
    }

    /** Returns about how many bytes of the heap this series costs, its key included. */
    long weight() {
        return BASE_WEIGHT + HeapWeight.of(key.api()) + HeapWeight.of(key.environment()) + seconds.weight()
                + minutes.weight() + headersWeight + gauges.weight();
    }

    Summary.OfSeries summary(Instant now) {
        Map<String, Summary.OfWindow> windows = new LinkedHashMap<>();
        for (Window window : Window.values()) {
            windows.put(window.label(), summary(window, now));
        }
        return new Summary.OfSeries(key.api(), key.environment(), total, lastCall, windows, gauges.shown(),
                gauges.reportedAt(), headers,
                headersAt);
    }

    private static Summary.Bar bar(@Nullable Tally sum) {
        return sum == null ? EMPTY : sum.bar();
    }

    private Summary.OfWindow summary(Window window, Instant now) {
        Timeline timeline = window == Window.MINUTE ? seconds : minutes;
        long lastStep = Math.floorDiv(now.toEpochMilli(), timeline.stepMillis());
        // bars begin at multiples of their width, so that they keep their height as time passes
        long firstBar = Math.floorDiv(lastStep - window.steps() + 1, window.stepsPerBar());
        int barCount = (int) (Math.floorDiv(lastStep, window.stepsPerBar()) - firstBar) + 1;
        List<@Nullable Tally> bars = new ArrayList<>(Collections.nCopies(barCount, null));
        Tally all = new Tally();
        timeline.forEach(now.toEpochMilli(), window.steps(), (tally, index) -> {
            all.add(tally);
            int bar = (int) (Math.floorDiv(index, window.stepsPerBar()) - firstBar);
            Tally sum = bars.get(bar);
            if (sum == null) {
                sum = new Tally();
                bars.set(bar, sum);
            }
            sum.addCounts(tally);
        });
        long barMillis = timeline.stepMillis() * window.stepsPerBar();
        List<Summary.Bar> chart = bars.stream().map(Series::bar).toList();
        return new Summary.OfWindow(all.calls(), all.errors(), all.hits429(), all.percentile(0.5), all.percentile(0.95),
                Instant.ofEpochMilli(firstBar * barMillis), Duration.ofMillis(barMillis), chart);
    }
}
