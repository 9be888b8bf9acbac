/** Runs the MicroProfile Rest Client TCK without and with QuotaWatch, and tells what differs. */
package app.quotawatch.microprofile;
