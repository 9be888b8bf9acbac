/** One life of a server, written once and lived by every server: start, deploy, load, undeploy, redeploy, stop. */
package app.quotawatch.tck.servers;
