/** A library that applications under test have as a dependency. */
package app.quotawatch.quarkus.test.library;
