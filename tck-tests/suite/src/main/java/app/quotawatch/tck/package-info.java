/**
 * What must hold on every implementation of Jakarta REST and on every server, written once against the public behaviour: real
 * clients call real upstreams, and what arrives at a real ingest is compared with what was called.
 */
package app.quotawatch.tck;
