/**
 * What is kept in Redis about a fleet, and the scripts that work on it, for any client of Redis: the one that runs them is
 * {@link app.quotawatch.fleet.redis.model.RedisCommands}. Not API.
 */
@NullMarked
package app.quotawatch.fleet.redis.model;

import org.jspecify.annotations.NullMarked;
