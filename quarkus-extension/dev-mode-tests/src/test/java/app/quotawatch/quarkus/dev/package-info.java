/** Tests of the extension in development mode. */
package app.quotawatch.quarkus.dev;
