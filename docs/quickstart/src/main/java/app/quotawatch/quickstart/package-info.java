/**
 * The demo: starts an ingest, two upstreams and an application that calls them, and prints the counts once per second.
 * The application itself is in {@code triage}.
 */
package app.quotawatch.quickstart;
