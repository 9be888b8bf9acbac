/**
 * The demo: starts an ingest, two upstreams and an application that calls them, and says once a second what came of it.
 * The application itself is in {@code triage}.
 */
package app.quotawatch.quickstart;
