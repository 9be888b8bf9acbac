package app.quotawatch.ingest.dashboard;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Writes the documents that the dashboard reads. */
public final class DashboardJson {

    private DashboardJson() {}

    /**
     * Writes the first calls, at most so many and as many as fit in a response.
     *
     * @param calls one more than the limit, if there are more
     */
    public static byte[] events(long received, List<Call> calls, int limit) {
        return JsonDocument.of(document -> events(document, received, calls, limit));
    }

    /**
     * Writes the first calls, and where the remaining ones begin, if there are any.
     *
     * @param position returns what identifies the position of a call, where its number does not
     */
    public static byte[] events(long received, List<Call> calls, int limit, Function<Call, String> position) {
        return JsonDocument.of(document -> {
            int written = events(document, received, calls, limit);
            if (written > 0 && written < calls.size()) {
                document.json().write("next", position.apply(calls.get(written - 1)));
            }
        });
    }

    private static int events(JsonDocument document, long received, List<Call> calls, int limit) {
        document.json().write("received", received);
        List<Call> first = calls.subList(0, Math.min(limit, calls.size()));
        int written = document.objects("events", first, call -> call(document, call));
        document.json().write("more", written < calls.size());
        return written;
    }

    /** Writes the summary, with as many series as fit in a response. */
    public static byte[] summary(Summary summary) {
        return JsonDocument.of(document -> {
            document.timestamp("now", summary.now());
            document.timestamp("startedAt", summary.startedAt());
            document.json().write("apiKeyRequired", summary.apiKeyRequired());
            document.number("planApis", summary.planApis());
            document.json().write("received", summary.received());
            document.number("batches", summary.batches());
            document.number("repeatedBatches", summary.repeatedBatches());
            document.number("rejectedBatches", summary.rejectedBatches());
            document.number("keptEvents", summary.keptEvents());
            document.number("forgottenEvents", summary.forgottenEvents());
            document.json().write("forgottenSeries", summary.forgottenSeries());
            int written = document.objects("series", summary.series(), series -> series(document, series));
            document.json().write("omittedSeries", summary.series().size() - written);
        });
    }

    private static void call(JsonDocument document, Call call) {
        document.json().write("number", call.number());
        document.json().write("api", call.api());
        document.json().write("endpoint", call.endpoint());
        document.json().write("method", call.method());
        document.json().write("status", call.status());
        document.json().write("latencyMs", call.latencyMs());
        document.timestamp("timestamp", call.timestamp());
        document.json().write("environment", call.environment());
        document.json().write("hit429", call.hit429());
        document.strings("rateLimitHeaders", call.rateLimitHeaders());
    }

    /** Writes the fields of a series: its windows, gauges and newest headers. */
    public static void series(JsonDocument document, Summary.OfSeries series) {
        document.json().write("api", series.api());
        document.json().write("environment", series.environment());
        document.json().write("total", series.total());
        document.timestamp("lastCall", series.lastCall());
        series.windows().forEach((label, window) -> window(document, label, window));
        document.objects("gauges", series.gauges(), gauge -> {
            document.json().write("name", gauge.name());
            document.json().write("limit", gauge.limit());
            document.number("remaining", gauge.remaining());
        });
        if (!series.gauges().isEmpty()) {
            document.timestamp("gaugesAt", series.gaugesAt());
        }
        document.strings("headers", series.headers());
        if (!series.headers().isEmpty()) {
            document.timestamp("headersAt", series.headersAt());
        }
    }

    /** Writes a field with the calls of a window. */
    public static void window(JsonDocument document, String label, Summary.OfWindow window) {
        document.json().writeStartObject(label);
        document.json().write("calls", window.calls());
        document.json().write("errors", window.errors());
        document.json().write("hits429", window.hits429());
        document.number("errorRate", window.rate(window.errors()));
        document.number("rate429", window.rate(window.hits429()));
        document.number("p50Ms", window.p50());
        document.number("p95Ms", window.p95());
        document.json().writeStartObject("chart");
        document.timestamp("start", window.chartStart());
        document.json().write("barSeconds", window.barWidth().toSeconds());
        bars(document, "calls", window.bars(), Summary.Bar::calls);
        bars(document, "errors", window.bars(), Summary.Bar::errors);
        bars(document, "hits429", window.bars(), Summary.Bar::hits429);
        document.json().writeEnd();
        document.json().writeEnd();
    }

    private static void bars(JsonDocument document, String name, List<Summary.Bar> bars,
            ToLongFunction<Summary.Bar> part) {
        document.json().writeStartArray(name);
        bars.forEach(bar -> document.json().write(part.applyAsLong(bar)));
        document.json().writeEnd();
    }
}
