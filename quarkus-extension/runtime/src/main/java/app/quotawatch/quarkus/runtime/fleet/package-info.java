/** The stores of a fleet in an application on Quarkus: its own Redis client, its own datasource. Not API. */
@NullMarked
package app.quotawatch.quarkus.runtime.fleet;

import org.jspecify.annotations.NullMarked;
