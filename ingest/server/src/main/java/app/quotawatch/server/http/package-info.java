/**
 * The way of a request of {@code POST /v1/ingest}, and what is checked for every request.
 *
 * <p>
 * {@code Peers} accepts connections and closes those that take too long. {@code HeadCheck} knows what is malformed, {@code Guard}
 * sees each request first. {@code IngestRoute} reads an {@code IngestHead} and an {@code IngestBody}, as {@code BodyMemory} permits, and responds once the batch is stored.
 */
@NullMarked
package app.quotawatch.server.http;

import org.jspecify.annotations.NullMarked;
