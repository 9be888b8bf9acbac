package app.quotawatch.server.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import app.quotawatch.server.config.ServerConfig;
import app.quotawatch.server.database.Database;
import app.quotawatch.server.secret.Secret;

/** The tokens of those who may see and change everything: one that is configured, and those that were created. Thread-safe. */
@Singleton
public final class AdminTokens {

    private static final String PREFIX = "qw_admin_";

    private static final String VALID = "select 1 from admin_token where sha256 = ? and revoked_at is null";
    private static final String INSERT = "insert into admin_token (sha256, hint, created_at) values (?, ?, ?)";
    private static final String ANY = "select 1 from admin_token limit 1";
    private static final String ALL = "select sha256, hint, created_at, revoked_at from admin_token order by created_at, sha256";
    private static final String REVOKE = "update admin_token set revoked_at = ? where sha256 = ? and revoked_at is null";

    private final Database database;
    private final @Nullable Secret configured;
    private final InstantSource clock;

    @Inject
    AdminTokens(Database database, ServerConfig config) {
        this(database, config.server().adminToken(), InstantSource.system());
    }

    /** Uses a database, and the token that is configured, if any. */
    public AdminTokens(Database database, Optional<String> configured, InstantSource clock) {
        this.database = database;
        this.configured = configured.map(Secret::of).orElse(null);
        this.clock = clock;
    }

    /** Returns whether the token is valid now. */
    boolean isValid(Secret token) {
        return isConfigured(token) || database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(VALID)) {
                statement.setBytes(1, token.sha256());
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    /* Compares hashes, in constant time. */
    private boolean isConfigured(Secret token) {
        return configured != null && configured.equals(token);
    }

    /** Returns the hash of the configured token, or bytes that no token has. */
    byte[] configuredSha256() {
        return configured == null ? new byte[0] : configured.sha256();
    }

    /** Returns whether there is no token, and never was one. */
    boolean isFirstStart() {
        return configured == null && !database.read(AdminTokens::exists);
    }

    /** Creates a token. */
    public Secret create() {
        Secret token = Secret.random(PREFIX);
        database.write(connection -> {
            insert(connection, token);
            return true;
        });
        return token;
    }

    /** Returns a token that {@link #addFirst} has not stored yet. */
    static Secret first() {
        return Secret.random(PREFIX);
    }

    /** Stores the first token; false if there is one already. */
    boolean addFirst(Secret token) {
        return database.write(connection -> {
            boolean first = !exists(connection);
            if (first) {
                insert(connection, token);
            }
            return first;
        });
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ANY);
                ResultSet rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    private void insert(Connection connection, Secret token) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setBytes(1, token.sha256());
            statement.setString(2, token.hint());
            statement.setLong(3, clock.millis());
            statement.executeUpdate();
        }
    }

    /** Returns what is known of the tokens that were created, in the order of their creation. */
    public List<AdminToken> list() {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ALL);
                    ResultSet rows = statement.executeQuery()) {
                List<AdminToken> tokens = new ArrayList<>();
                while (rows.next()) {
                    boolean valid = rows.getObject(4) == null;
                    tokens.add(
                            new AdminToken(Secret.idOf(rows.getBytes(1)), rows.getString(2), rows.getLong(3), valid));
                }
                return tokens;
            }
        });
    }

    /** Revokes the valid token that is managed under this name, and with it its sessions; false if there is none. */
    public boolean revoke(String id) {
        return database.write(connection -> {
            for (byte[] sha256 : hashes(connection)) {
                if (Secret.idOf(sha256).equals(id)) {
                    return revoke(connection, sha256);
                }
            }
            return false;
        });
    }

    private static List<byte[]> hashes(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ALL);
                ResultSet rows = statement.executeQuery()) {
            List<byte[]> hashes = new ArrayList<>();
            while (rows.next()) {
                hashes.add(rows.getBytes(1));
            }
            return hashes;
        }
    }

    private boolean revoke(Connection connection, byte[] sha256) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REVOKE)) {
            statement.setLong(1, clock.millis());
            statement.setBytes(2, sha256);
            return statement.executeUpdate() == 1;
        }
    }
}
