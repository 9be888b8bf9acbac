package app.quotawatch.metrics;

import java.util.List;

import app.quotawatch.QuotaWatch;

/** A real metrics registry to which a QuotaWatch can be bound. */
interface Backend extends AutoCloseable {

    /** Starts showing an instance. */
    void bind(QuotaWatch quotaWatch);

    /** Stops showing it. */
    void unbind();

    /** Reads every meter, as a scrape or an export does. */
    List<Shown> shown();

    @Override
    void close();
}
