/**
 * How events get to the ingest: the bounded queue, the flusher, the HTTP client and the JSON. Knows neither Jakarta REST nor
 * CDI. Not API.
 */
package app.quotawatch.delivery;
