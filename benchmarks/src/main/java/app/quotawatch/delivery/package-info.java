/** Opens the parts of the delivery that are measured alone. */
package app.quotawatch.delivery;
