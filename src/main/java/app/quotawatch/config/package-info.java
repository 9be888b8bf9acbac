/** How MicroProfile Config becomes a {@link app.quotawatch.QuotaWatchConfig}: the only place that knows it. Not API. */
package app.quotawatch.config;
