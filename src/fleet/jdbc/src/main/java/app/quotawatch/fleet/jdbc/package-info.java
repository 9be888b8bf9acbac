/**
 * Shares what the replicas of an application have used of their quotas through a table of a database. Applications name it with
 * {@code quotawatch.fleet.store=jdbc}, or pass {@link app.quotawatch.fleet.jdbc.JdbcFleet} to the configuration.
 */
@NullMarked
package app.quotawatch.fleet.jdbc;

import org.jspecify.annotations.NullMarked;
