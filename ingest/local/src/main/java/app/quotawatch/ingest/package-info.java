/**
 * The local ingest: one small HTTP server that takes what the library sends, checks it strictly, keeps the latest of it
 * in memory and shows it on a dashboard. It is meant for one developer's machine and for tests, never for production.
 *
 * <p>
 * {@link app.quotawatch.ingest.LocalIngest} and {@link app.quotawatch.ingest.StoredEvent} are the API; nothing else in
 * this package is. What comes in passes {@code Router}, {@code Guard} and {@code IngestHandler} to the reader of the
 * wire format, {@link app.quotawatch.ingest.wire}, which decides what a valid batch is, and ends in {@code EventStore}.
 * Neither of those knows HTTP: {@code HttpProblem} turns what they throw into statuses. What goes out is made by
 * {@code JsonOutput} from the store's events and its {@code Summary}; {@code StreamHub} pushes it to open dashboards.
 */
package app.quotawatch.ingest;
