/** The life cycle tests that run on every server: start, deploy, load, undeploy, redeploy, stop. */
package app.quotawatch.tck.servers;
