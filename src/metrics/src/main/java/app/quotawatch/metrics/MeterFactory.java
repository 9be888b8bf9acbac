package app.quotawatch.metrics;

import java.util.function.ToDoubleFunction;

import app.quotawatch.QuotaWatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;

/** Registers the meters of one QuotaWatch in one registry. Thread-safe. */
interface MeterFactory {

    /** Returns a counter that reads its value. */
    Meter reading(String name, String description, MeterTags tags, ToDoubleFunction<QuotaWatch> value);

    /** Returns a gauge. */
    Gauge gauge(String name, String description, boolean inSeconds, MeterTags tags, ToDoubleFunction<QuotaWatch> value);

    /** Returns a counter. */
    Counter counter(MeterCatalog.CallMeter meter, MeterTags tags);

    /** Returns a timer. */
    Timer timer(MeterCatalog.CallMeter meter, MeterTags tags);
}
