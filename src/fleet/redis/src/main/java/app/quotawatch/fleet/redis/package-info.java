/**
 * Shares what the replicas of an application have used of their quotas through Redis or Valkey, with Jedis. Applications name it
 * with {@code quotawatch.fleet.store=redis}; nothing here is API.
 */
@NullMarked
package app.quotawatch.fleet.redis;

import org.jspecify.annotations.NullMarked;
