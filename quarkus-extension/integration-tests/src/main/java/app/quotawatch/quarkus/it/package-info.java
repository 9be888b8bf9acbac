/** Features that only a Quarkus application has, in addition to the probe that every server runs. */
package app.quotawatch.quarkus.it;
