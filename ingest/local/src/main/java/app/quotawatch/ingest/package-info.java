/**
 * The local ingest: one small HTTP server that receives the library's events, validates them strictly, keeps the latest
 * in memory and shows them on a dashboard. It is meant for one developer's machine and for tests, never for production.
 *
 * <p>
 * {@link app.quotawatch.ingest.LocalIngest} and {@link app.quotawatch.ingest.StoredEvent} are the API; nothing else in
 * this package is. Incoming batches pass {@code Router}, {@code Guard} and {@code IngestHandler} to the reader of the
 * wire format, {@link app.quotawatch.ingest.wire}, which decides what a valid batch is, and end in {@code EventStore}.
 * Neither of those depends on HTTP: their exceptions become {@link app.quotawatch.ingest.wire.HttpProblem}s. The store's events and its
 * summary are shown by {@link app.quotawatch.ingest.dashboard}, which writes them as JSON and has the parts of the page;
 * {@code StreamHub} pushes them to open dashboards.
 */
@NullMarked
package app.quotawatch.ingest;

import org.jspecify.annotations.NullMarked;
