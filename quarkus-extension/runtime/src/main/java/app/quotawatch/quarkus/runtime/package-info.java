/** Integrates the library into a running Quarkus application. Not API. */
@NullMarked
package app.quotawatch.quarkus.runtime;

import org.jspecify.annotations.NullMarked;
