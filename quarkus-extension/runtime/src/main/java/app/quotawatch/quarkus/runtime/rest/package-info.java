/** Integrates Quarkus's own REST client. No other package refers to its classes, because the application may not have it. */
@NullMarked
package app.quotawatch.quarkus.runtime.rest;

import org.jspecify.annotations.NullMarked;
