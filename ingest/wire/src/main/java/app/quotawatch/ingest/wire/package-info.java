/**
 * The strict reader of the wire format, for every ingest: bytes in, a valid {@link app.quotawatch.ingest.wire.Batch} or an
 * {@link app.quotawatch.ingest.wire.InvalidBatchException} out. It knows nothing of HTTP and of storage.
 *
 * <p>
 * The public types are the API. {@code BatchReader} and {@code EventReader} contain the rules of the fields,
 * {@code JsonCursor} the rules of JSON; it needs an implementation of Jakarta JSON Processing at run time.
 */
package app.quotawatch.ingest.wire;
