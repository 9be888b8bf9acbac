/**
 * The strict reader of the wire format, for every ingest: bytes in, a valid {@link app.quotawatch.ingest.wire.Batch} or an
 * {@link app.quotawatch.ingest.wire.InvalidBatchException} out; and {@link app.quotawatch.ingest.wire.HttpProblem}, the error with
 * which an ingest responds. It depends on neither an HTTP server nor storage.
 *
 * <p>
 * The public types are the API. {@code BatchHeaders} contains the rules for the headers, {@code BatchReader} and
 * {@code EventReader} those for the fields, {@code JsonCursor} those for JSON; it needs an implementation of Jakarta JSON Processing at run time.
 */
@NullMarked
package app.quotawatch.ingest.wire;

import org.jspecify.annotations.NullMarked;
