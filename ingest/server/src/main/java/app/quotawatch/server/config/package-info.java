/** What the one who runs the server may set. */
@NullMarked
package app.quotawatch.server.config;

import org.jspecify.annotations.NullMarked;
