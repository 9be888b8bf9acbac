/** Who may see and change things: admin tokens and sessions. */
@NullMarked
package app.quotawatch.server.access;

import org.jspecify.annotations.NullMarked;
