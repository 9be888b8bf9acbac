/** When jobs run: again and again, until the server stops. */
@NullMarked
package app.quotawatch.server.schedule;

import org.jspecify.annotations.NullMarked;
