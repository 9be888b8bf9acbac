/**
 * The conformance suite for every Jakarta REST implementation and every server, written once against the public behaviour: real
 * clients call real upstreams, and the events at a real ingest are compared with the calls.
 */
package app.quotawatch.tck;
