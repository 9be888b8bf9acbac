/** Runs the MicroProfile Rest Client TCK without and with QuotaWatch, and reports the differences. */
package app.quotawatch.microprofile;
