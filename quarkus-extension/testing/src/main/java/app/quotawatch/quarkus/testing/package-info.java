/** The servers that an application under test talks to. They live in the class loader of the tests, outside the application. */
package app.quotawatch.quarkus.testing;
