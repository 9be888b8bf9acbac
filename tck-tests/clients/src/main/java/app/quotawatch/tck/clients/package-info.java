/** Every kind of client that an application can use, in every way that it can be used. */
package app.quotawatch.tck.clients;
