/** A fleet in applications on Quarkus, whose store is reached through the clients that the applications have. */
package app.quotawatch.quarkus.test.fleet;
