/**
 * JSON without a library: bytes that are written directly, what an ingest reports of an error, and the form in which results are
 * written by the JSON libraries of an application. It knows nothing else of QuotaWatch. Not API, except for
 * {@link app.quotawatch.json.JsonResult#toMap()}, which results inherit.
 */
@NullMarked
package app.quotawatch.json;

import org.jspecify.annotations.NullMarked;
