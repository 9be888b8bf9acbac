/** A lock that an exhausted stack cannot leave held. Not API. */
@NullMarked
package app.quotawatch.lock;

import org.jspecify.annotations.NullMarked;
