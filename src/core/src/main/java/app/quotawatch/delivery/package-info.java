/**
 * How events reach the ingest: the bounded queue, the flusher, the HTTP client and the JSON. Knows neither Jakarta REST nor
 * CDI. Not API.
 */
@NullMarked
package app.quotawatch.delivery;

import org.jspecify.annotations.NullMarked;
