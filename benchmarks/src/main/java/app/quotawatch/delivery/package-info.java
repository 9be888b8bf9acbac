/** Exposes the parts of the delivery that are measured separately. */
package app.quotawatch.delivery;
