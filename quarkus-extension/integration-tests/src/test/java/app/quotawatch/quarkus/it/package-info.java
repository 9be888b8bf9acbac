/** Black-box tests of the application, in the JVM of the tests and packaged. */
package app.quotawatch.quarkus.it;
