/** The application under test and the servers that it talks to. */
package app.quotawatch.tck.support;
