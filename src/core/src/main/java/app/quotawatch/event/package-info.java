/**
 * What QuotaWatch reports to listeners and CDI observers. Part of the API, pure data: each type keeps its values in a private
 * record, which gives it equality without a public constructor, so that values can be added later.
 */
@NullMarked
package app.quotawatch.event;

import org.jspecify.annotations.NullMarked;
