/**
 * How the calls of Jakarta REST and MicroProfile clients are observed: the filter pair, and the ways in which it gets onto every
 * client. It reports to {@link app.quotawatch.spi.ClientObserver}. Knows neither delivery nor CDI. Not API.
 */
@NullMarked
package app.quotawatch.rest;

import org.jspecify.annotations.NullMarked;
