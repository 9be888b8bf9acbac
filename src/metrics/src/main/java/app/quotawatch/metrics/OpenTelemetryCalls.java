package app.quotawatch.metrics;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import app.quotawatch.QuotaWatch;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.DoubleHistogramBuilder;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;

/** The metrics that calls contribute to. Thread-safe. */
final class OpenTelemetryCalls extends CallMeters {

    private static final double NANOS = 1e9;

    private final DoubleHistogram calls;
    private final LongCounter failures;
    private final LongCounter rateLimited;

    /* Does not grow beyond the SDK, which keeps a point for each of them too. */
    private final ConcurrentMap<MeterTags, Attributes> attributes = new ConcurrentHashMap<>();

    OpenTelemetryCalls(Meter meter, QuotaWatch quotaWatch) {
        super(quotaWatch);
        calls = withBuckets(meter.histogramBuilder(MeterCatalog.CALLS.name())
                .setDescription(MeterCatalog.CALLS.description())
                .setUnit(MeterCatalog.CALLS.unit())).build();
        failures = counter(meter, MeterCatalog.FAILED_CALLS);
        rateLimited = counter(meter, MeterCatalog.RATE_LIMITED);
    }

    /* The API has buckets since 1.32; a server may have an older one. */
    private static DoubleHistogramBuilder withBuckets(DoubleHistogramBuilder histogram) {
        try {
            return histogram.setExplicitBucketBoundariesAdvice(MeterCatalog.BUCKETS);
        } catch (NoSuchMethodError e) {
            return histogram;
        }
    }

    private static LongCounter counter(Meter meter, MeterCatalog.CallMeter counter) {
        return meter.counterBuilder(counter.name())
                .setDescription(counter.description())
                .setUnit(counter.unit())
                .build();
    }

    @Override
    void time(MeterTags tags, Duration duration) {
        calls.record(duration.toNanos() / NANOS, known(tags));
    }

    @Override
    void countFailure(MeterTags tags) {
        failures.add(1, known(tags));
    }

    @Override
    void countRateLimited(MeterTags tags, int number) {
        rateLimited.add(number, known(tags));
    }

    private Attributes known(MeterTags tags) {
        Attributes known = attributes.get(tags);
        if (known == null) {
            known = attributes(tags);
            attributes.put(tags, known);
        }
        return known;
    }

    static Attributes attributes(MeterTags tags) {
        AttributesBuilder builder = Attributes.builder();
        for (int i = 0; i < tags.size(); i++) {
            String value = tags.value(i);
            if (value != null) {
                if (tags.key(i).equals(MeterCatalog.STATUS)) {
                    builder.put(tags.key(i), Long.parseLong(value));
                } else {
                    builder.put(tags.key(i), value);
                }
            }
        }
        return builder.build();
    }
}
