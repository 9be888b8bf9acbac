/**
 * A small HTTP/1.1 server in which a peer can hold nothing for long: connections, the time of an exchange, the request's
 * head and the bodies in memory are all bounded. It knows nothing of the ingest. Not API.
 *
 * <p>
 * {@code HttpServer} accepts; each {@code Connection} has a thread, reads a {@code RequestHead} and passes an
 * {@link app.quotawatch.ingest.http.Exchange} to the {@link app.quotawatch.ingest.http.HttpHandler}. {@code Connections}
 * closes those that are overdue, {@link app.quotawatch.ingest.http.BodySlots} bounds the bodies in memory.
 */
@NullMarked
package app.quotawatch.ingest.http;

import org.jspecify.annotations.NullMarked;
