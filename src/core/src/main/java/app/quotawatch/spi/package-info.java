/**
 * For integrators: {@link app.quotawatch.spi.ClientObserver}, through which an HTTP client reports its calls, and how the public
 * API finds its implementation. Part of the API; applications do not need it.
 */
@NullMarked
package app.quotawatch.spi;

import org.jspecify.annotations.NullMarked;
