/** The build steps of the extension, one class per concern. Not API. */
package app.quotawatch.quarkus.deployment;
