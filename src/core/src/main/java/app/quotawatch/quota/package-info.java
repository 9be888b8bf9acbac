/** What remains of each API's quota. Part of the API, pure data. */
@NullMarked
package app.quotawatch.quota;

import org.jspecify.annotations.NullMarked;
