/** The contract of a fleet's store, and the servers that the tests of stores start: redis-server and PostgreSQL. */
package app.quotawatch.tck.fleet;
