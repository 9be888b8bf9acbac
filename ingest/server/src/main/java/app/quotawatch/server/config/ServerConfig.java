package app.quotawatch.server.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** All settings; {@code docs/self-hosting.md} describes them. An unknown name below {@code quotawatch} is an error. */
@ConfigMapping(prefix = "quotawatch")
public interface ServerConfig {

    String URL = "quotawatch.db.url";
    String USERNAME = "quotawatch.db.username";
    String PASSWORD = "quotawatch.db.password";
    String CONNECTIONS = "quotawatch.db.connections";
    String HOSTS = "quotawatch.server.hosts";
    String ADMIN_TOKEN = "quotawatch.server.admin-token";
    String SECRET_KEY = "quotawatch.server.secret-key";
    String ALLOW_PRIVATE_WEBHOOKS = "quotawatch.server.allow-private-webhooks";

    String DEFAULT_URL = "jdbc:sqlite:quotawatch.db";
    String DEFAULT_CONNECTIONS = "8";

    Db db();

    Server server();

    interface Db {

        /** {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST[:PORT]/DATABASE}. */
        @WithDefault(DEFAULT_URL)
        String url();

        Optional<String> username();

        Optional<String> password();

        /** How many connections at most. */
        @WithDefault(DEFAULT_CONNECTIONS)
        @Range(from = 2, to = 1_000)
        int connections();
    }

    interface Server {

        /** Names and addresses under which pages may be read, besides those of the loopback interface. */
        Optional<List<String>> hosts();

        /** A token with which the administrator signs in, besides those that were created. */
        Optional<String> adminToken();

        /** 32 bytes in Base64, with which secrets of webhooks are encrypted; by default a file beside an SQLite database. */
        Optional<String> secretKey();

        /** Whether webhooks may reach addresses of private networks, and be unencrypted. */
        @WithDefault("false")
        boolean allowPrivateWebhooks();

        /** How many days calls are kept one by one. */
        @WithDefault("7")
        @Range(from = 1, to = 3_650)
        int eventDays();

        /** How many bytes the calls that are kept one by one may take; the oldest are deleted first. */
        @WithDefault("10000000000")
        @Range(from = 1_000_000, to = Long.MAX_VALUE)
        long eventBytes();

        /** How many hours their headers are kept; with 0, only the newest of each API. */
        @WithDefault("24")
        @Range(from = 0, to = 87_600)
        int headerHours();

        /** How many connections may be open; beyond it, a new one replaces the one that has waited longest. */
        @WithDefault("1000")
        @Range(from = 1, to = 1_000_000)
        int connections();

        /** How long a request may take, from its first byte to the last one of its response. */
        @WithDefault("30S")
        Duration exchangeTimeout();

        /** How long a connection may rest between two requests. */
        @WithDefault("75S")
        Duration idleTimeout();

        /** How many batches may wait for the database. */
        @WithDefault("64")
        @Range(from = 1, to = 100_000)
        int queue();

        /** A small number of this replica, 0 to 32,767; by default by chance. */
        @Range(from = 0, to = Short.MAX_VALUE)
        OptionalInt shard();
    }
}
