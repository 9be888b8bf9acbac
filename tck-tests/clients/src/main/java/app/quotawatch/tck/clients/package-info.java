/** The clients that an application may use, each in the ways that it may be used. */
package app.quotawatch.tck.clients;
