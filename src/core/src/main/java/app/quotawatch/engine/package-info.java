/**
 * The wiring: {@link app.quotawatch.engine.Engine} is the running QuotaWatch of one application, made of an observer, an intake, a
 * ledger, a delivery and listeners, on a {@link app.quotawatch.time.Scheduler} of the platform or of its own. Not API.
 */
package app.quotawatch.engine;
