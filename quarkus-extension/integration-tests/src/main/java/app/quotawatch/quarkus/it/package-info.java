/** What only a Quarkus application can do, beside the probe that every server runs. */
package app.quotawatch.quarkus.it;
