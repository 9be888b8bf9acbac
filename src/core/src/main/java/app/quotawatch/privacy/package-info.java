/**
 * What may be kept of a URL, the form in which URLs are compared, and what may be shown of a value that could contain a secret. Not
 * API.
 */
@NullMarked
package app.quotawatch.privacy;

import org.jspecify.annotations.NullMarked;
