/** What the conformance suite cannot test without RESTEasy's own classes. */
package app.quotawatch.tck.resteasy;
