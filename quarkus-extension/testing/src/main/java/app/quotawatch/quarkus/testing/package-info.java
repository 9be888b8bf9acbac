/** The far side of an application under test: not part of it, so that its class loader and its life are those of the tests. */
package app.quotawatch.quarkus.testing;
