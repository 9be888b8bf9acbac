/** The extension as applications have it: one class for each state of the configuration. */
package app.quotawatch.quarkus.test;
