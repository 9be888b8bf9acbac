package app.quotawatch.fleet.redis;

import app.quotawatch.fleet.redis.model.RedisCommands;

/** Connections for tests of other packages. */
public final class TestConnections {

    private TestConnections() {}

    public static RedisCommands to(String url) {
        return new JedisCommands(RedisUrl.parse(url));
    }
}
