/**
 * For those who connect a store in which the replicas of an application share what they have used of their quotas: a
 * {@link app.quotawatch.spi.fleet.FleetStoreProvider} opens it, a {@link app.quotawatch.spi.fleet.FleetStore} exchanges. Part of
 * the API; applications do not need it. Records of this package may gain components in a later minor version.
 */
@NullMarked
package app.quotawatch.spi.fleet;

import org.jspecify.annotations.NullMarked;
