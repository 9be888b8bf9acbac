/** Tests of the extension in an application, one class per configuration. */
package app.quotawatch.quarkus.test;
