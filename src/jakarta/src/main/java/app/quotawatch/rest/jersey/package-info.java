/** What only Jersey needs to be observed. No class of it is loaded elsewhere. Not API. */
@NullMarked
package app.quotawatch.rest.jersey;

import org.jspecify.annotations.NullMarked;
