/** What only Quarkus's own REST client needs. Nothing else names its classes, as the application may not have it. */
package app.quotawatch.quarkus.runtime.rest;
