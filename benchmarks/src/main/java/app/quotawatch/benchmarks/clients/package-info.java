/** What observing HTTP clients other than Jakarta REST's costs. */
package app.quotawatch.benchmarks.clients;
