package app.quotawatch.fleet.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Where Redis is: {@code redis://user:password@host:port/database}, several of them separated by commas for a cluster, or
 * {@code redis-sentinel://user:password@host:port,host:port/primary/database}; {@code rediss} in place of {@code redis} for TLS.
 * Immutable.
 */
final class RedisUrl {

    static final String ALLOWED = "must be redis://[user:password@]host[:port][/database], several of them separated by commas for"
            + " a cluster, or redis-sentinel://[user:password@]host[:port],host[:port]/NAME-OF-THE-PRIMARY[/database];"
            + " rediss in place of redis for TLS";

    private static final int REDIS_PORT = 6379;
    private static final int SENTINEL_PORT = 26379;
    private static final int MAX_PORT = 65_535;

    private final boolean tls;
    private final List<HostPort> servers;
    private final @Nullable String primary;
    private final @Nullable String user;
    private final @Nullable String password;
    private final int database;

    private RedisUrl(boolean tls, List<HostPort> servers, @Nullable String primary, @Nullable String user,
            @Nullable String password, int database) {
        this.tls = tls;
        this.servers = List.copyOf(servers);
        this.primary = primary;
        this.user = user;
        this.password = password;
        this.database = database;
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if it is not one; the message does not repeat it
     */
    static RedisUrl parse(String text) {
        String url = text.trim();
        String scheme = scheme(url);
        boolean sentinel = scheme.endsWith("-sentinel");
        Login login = new Login();
        List<HostPort> servers = new ArrayList<>();
        String path = "";
        // a password with a comma is written with %2C
        int from = 0;
        while (from <= url.length()) {
            int comma = url.indexOf(',', from);
            int end = comma < 0 ? url.length() : comma;
            String server = url.substring(from, end).trim();
            server = server.startsWith(scheme + "://") ? server.substring(scheme.length() + 3) : server;
            // the database, or the primary, comes last
            require(path.isEmpty());
            int slash = server.indexOf('/', server.lastIndexOf('@') + 1);
            if (slash >= 0) {
                path = server.substring(slash + 1);
                server = server.substring(0, slash);
            }
            servers.add(server(server, sentinel, login, servers.isEmpty()));
            from = end + 1;
        }
        return create(scheme, sentinel, servers, login, path);
    }

    private static RedisUrl create(String scheme, boolean sentinel, List<HostPort> servers, Login login, String path) {
        String primary = null;
        String database = path;
        if (sentinel) {
            int slash = path.indexOf('/');
            primary = slash < 0 ? path : path.substring(0, slash);
            database = slash < 0 ? "" : path.substring(slash + 1);
            require(!primary.isEmpty());
            primary = decoded(primary);
        }
        int number = database.isEmpty() ? 0 : number(database, Integer.MAX_VALUE);
        // a cluster has one database
        require(sentinel || servers.size() == 1 || number == 0);
        return new RedisUrl(scheme.startsWith("rediss"), servers, primary, login.user, login.password, number);
    }

    private static String scheme(String url) {
        int end = url.indexOf("://");
        String scheme = end < 0 ? "" : url.substring(0, end);
        require(scheme.equals("redis") || scheme.equals("rediss") || scheme.equals("redis-sentinel")
                || scheme.equals("rediss-sentinel"));
        return scheme;
    }

    private static HostPort server(String text, boolean sentinel, Login login, boolean first) {
        int at = text.lastIndexOf('@');
        if (at >= 0) {
            Login found = Login.of(text.substring(0, at));
            // all nodes of a cluster have the same users
            require(first || found.equals(login));
            login.take(found);
        }
        String server = text.substring(at + 1);
        int bracket = server.indexOf(']');
        int colon = server.indexOf(':', bracket + 1);
        String host = colon < 0 ? server : server.substring(0, colon);
        int port = colon < 0 ? sentinel ? SENTINEL_PORT : REDIS_PORT : number(server.substring(colon + 1), MAX_PORT);
        if (host.startsWith("[")) {
            require(bracket == host.length() - 1);
            host = host.substring(1, bracket);
        } else {
            require(host.indexOf(':') < 0);
        }
        require(!host.isEmpty() && port > 0);
        for (int i = 0; i < host.length(); i++) {
            require(host.charAt(i) > ' ' && "/?#,[]@".indexOf(host.charAt(i)) < 0);
        }
        return new HostPort(host, port);
    }

    private static int number(String digits, int max) {
        require(!digits.isEmpty() && digits.length() < 10);
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            require(digit >= 0 && digit <= 9);
            number = number * 10 + digit;
        }
        require(number <= max);
        return number;
    }

    private static String decoded(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[encoded.length];
        int length = 0;
        for (int at = 0; at < encoded.length; at++) {
            if (encoded[at] == '%') {
                require(at + 2 < encoded.length);
                int high = Character.digit(encoded[at + 1], 16);
                int low = Character.digit(encoded[at + 2], 16);
                require(high >= 0 && low >= 0);
                bytes[length++] = (byte) (high << 4 | low);
                at += 2;
            } else {
                bytes[length++] = encoded[at];
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException(ALLOWED);
        }
    }

    boolean tls() {
        return tls;
    }

    /** Returns the servers in their order: one, the nodes of a cluster, or Sentinels. */
    List<HostPort> servers() {
        return servers;
    }

    /** Returns what the Sentinels call the primary; null if there are none. */
    @Nullable
    String primary() {
        return primary;
    }

    boolean isCluster() {
        return primary == null && servers.size() > 1;
    }

    @Nullable
    String user() {
        return user;
    }

    @Nullable
    String password() {
        return password;
    }

    int database() {
        return database;
    }

    /** Returns whether a password would be readable on the network. */
    boolean exposesPassword() {
        boolean loopback = true;
        for (HostPort server : servers) {
            loopback &= server.isLoopback();
        }
        return password != null && !tls && !loopback;
    }

    /** Returns what may be shown of a text that is not a URL. */
    static String redacted(String text) {
        int end = text.indexOf("://");
        return text.isEmpty() ? "" : end < 0 ? "***" : text.substring(0, end + 3) + "***";
    }

    /** Returns the servers, such as {@code Redis at localhost:6379}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                primary != null ? "Redis " + primary + " of the Sentinels at " : "Redis at ");
        for (int i = 0; i < servers.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(servers.get(i));
        }
        return text.toString();
    }

    private static final class Login {

        private @Nullable String user;
        private @Nullable String password;

        static Login of(String userInfo) {
            int colon = userInfo.indexOf(':');
            require(colon >= 0);
            Login login = new Login();
            login.user = colon == 0 ? null : decoded(userInfo.substring(0, colon));
            login.password = decoded(userInfo.substring(colon + 1));
            return login;
        }

        void take(Login other) {
            user = other.user;
            password = other.password;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Login login && Objects.equals(user, login.user)
                    && Objects.equals(password, login.password);
        }

        @Override
        public int hashCode() {
            return Objects.hash(user, password);
        }
    }
}
