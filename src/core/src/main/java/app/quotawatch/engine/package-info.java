/**
 * The wiring: {@link app.quotawatch.engine.Engine} is the running QuotaWatch of one application. It consists of an observer, an
 * intake, an inbox, a ledger, a delivery and listeners, and runs on a {@link app.quotawatch.time.Scheduler} of the platform or of its own.
 * Not API.
 */
@NullMarked
package app.quotawatch.engine;

import org.jspecify.annotations.NullMarked;
