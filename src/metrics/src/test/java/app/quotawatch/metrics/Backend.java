package app.quotawatch.metrics;

import java.util.List;

import app.quotawatch.QuotaWatch;

/** A real registry of metrics, and what it shows of a QuotaWatch that is bound to it. */
interface Backend extends AutoCloseable {

    /** Shows an instance from now on. */
    void bind(QuotaWatch quotaWatch);

    /** Shows nothing of it any more. */
    void unbind();

    /** Reads every meter, as a scrape or an export does. */
    List<Shown> shown();

    @Override
    void close();
}
