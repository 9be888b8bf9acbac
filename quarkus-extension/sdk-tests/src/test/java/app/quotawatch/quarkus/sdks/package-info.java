/** Tests of the extension in applications that call APIs through SDKs. */
package app.quotawatch.quarkus.sdks;
