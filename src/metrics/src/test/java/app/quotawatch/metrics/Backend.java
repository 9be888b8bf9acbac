package app.quotawatch.metrics;

import java.util.List;

import org.jspecify.annotations.Nullable;

import app.quotawatch.QuotaWatch;

/** A real metrics registry to which a QuotaWatch can be bound. */
interface Backend extends AutoCloseable {

    /** Starts showing an instance. */
    void bind(QuotaWatch quotaWatch);

    /** Stops showing it. */
    void unbind();

    /** Reads every meter, as a scrape or an export does. */
    List<Shown> shown();

    /** Returns what a tag without a value is shown as; null if it is not shown. */
    @Nullable
    String missing();

    @Override
    void close();
}
