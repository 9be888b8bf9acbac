/** What the server of one's own bears: calls per second into either database, and how fast its pages are. */
package app.quotawatch.benchmarks.server;
