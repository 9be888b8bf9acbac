/**
 * Observes the calls of Jakarta REST and MicroProfile clients: the filter pair, and the classes that register it on every client.
 * It reports to {@link app.quotawatch.spi.ClientObserver} and depends neither on delivery nor on CDI. Not API.
 */
@NullMarked
package app.quotawatch.rest;

import org.jspecify.annotations.NullMarked;
