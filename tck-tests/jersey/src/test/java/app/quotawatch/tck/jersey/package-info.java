/** What the conformance suite cannot test without Jersey's own classes. */
package app.quotawatch.tck.jersey;
