/** What the extension does while an application is built, one class a concern. Not API. */
package app.quotawatch.quarkus.deployment;
