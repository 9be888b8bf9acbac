/**
 * The dashboard, for every ingest: {@link app.quotawatch.ingest.dashboard.DashboardFiles} are the parts of its pages,
 * {@link app.quotawatch.ingest.dashboard.DashboardJson} writes the documents that they read, and
 * {@link app.quotawatch.ingest.dashboard.Gauges} reads quotas from headers, and
 * {@link app.quotawatch.ingest.dashboard.PageGuard} keeps pages of other sites out. It depends on neither an HTTP server nor storage.
 *
 * <p>
 * Ingests of this project use it; it is not an API. It needs an implementation of Jakarta JSON Processing at run time.
 */
@NullMarked
package app.quotawatch.ingest.dashboard;

import org.jspecify.annotations.NullMarked;
