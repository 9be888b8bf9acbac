package app.quotawatch.ingest.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import app.quotawatch.headers.RateLimitHeaders;
import app.quotawatch.headers.RateLimitReader;
import app.quotawatch.headers.ReportedWindow;

/** The quotas that one API reports, each as it was last reported. Guarded by its owner's lock. */
public final class Gauges {

    /*
     * The wire does not contain the partition of a call, on purpose: it may name a customer. So the windows of several models, keys
     * or projects arrive under one name. Where their limits differ they are kept apart by them, as in the library. Where limits are
     * equal, nothing tells them apart; but they contradict each other, and then what remains is unknown rather than that of the last.
     *
     * A quota whose limit has been replaced by another one is shown beside it for a minute, any other for an hour after its last
     * report, measured by the newest report: an application that rests keeps its last numbers on the page.
     */

    private static final int MAX = 32;
    private static final Duration BESIDE = Duration.ofMinutes(1);
    private static final Duration ALONE = Duration.ofHours(1);
    private static final String ONLY_ONE = "default";
    private static final int ROW_WEIGHT = 168;

    private final RateLimitReader reader = new RateLimitReader();
    private final List<ReportedGauge> rows = new ArrayList<>();
    private Instant reportedAt = Instant.MIN;

    /**
     * Takes what the response to a call reported.
     *
     * @param sent when the call was sent
     * @param ended when the response arrived
     */
    public void add(Map<String, String> headers, int status, Instant sent, Instant ended) {
        for (ReportedWindow window : reader.read(RateLimitHeaders.select(headers), status, null, ended).windows()) {
            if (window.limit() > 0 && window.remaining() >= 0) {
                row(nameOf(window), (long) window.limit()).report((long) window.remaining(), window.resetAt(), sent,
                        ended);
                reportedAt = sent.isAfter(reportedAt) ? sent : reportedAt;
            }
        }
    }

    private static String nameOf(ReportedWindow window) {
        return window.name().equals(ONLY_ONE) ? "" : window.name().replace('-', ' ');
    }

    private ReportedGauge row(String name, long limit) {
        for (ReportedGauge row : rows) {
            if (row.limit() == limit && row.name().equals(name)) {
                return row;
            }
        }
        if (rows.size() == MAX) {
            ReportedGauge oldest = rows.get(0);
            for (ReportedGauge row : rows) {
                oldest = row.reportedAt().isBefore(oldest.reportedAt()) ? row : oldest;
            }
            rows.remove(oldest);
        }
        ReportedGauge row = new ReportedGauge(name, limit);
        rows.add(row);
        return row;
    }

    /** Returns what is shown, in the order in which it was first reported. */
    public List<Gauge> shown() {
        List<Gauge> shown = new ArrayList<>(rows.size());
        for (ReportedGauge row : rows) {
            if (isShown(row)) {
                shown.add(new Gauge(row.name(), row.limit(), row.remaining()));
            }
        }
        return shown;
    }

    private boolean isShown(ReportedGauge row) {
        for (ReportedGauge other : rows) {
            Duration longest = other.name().equals(row.name()) ? BESIDE : ALONE;
            if (Duration.between(row.reportedAt(), other.reportedAt()).compareTo(longest) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns when the last call was sent whose response reported a quota. */
    public Instant reportedAt() {
        return reportedAt;
    }

    /** Returns about how many bytes of the heap the gauges cost. */
    public long weight() {
        long weight = 0;
        for (ReportedGauge row : rows) {
            weight += ROW_WEIGHT + row.name().length();
        }
        return weight;
    }
}
