/** The application from outside, in the JVM of the tests and packaged. */
package app.quotawatch.quarkus.it;
