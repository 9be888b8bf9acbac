/**
 * What is left of each API's quota, and the events that say so. The records are API; {@link app.quotawatch.quota.QuotaLedger}
 * and what it is made of are implementation.
 */
package app.quotawatch.quota;
