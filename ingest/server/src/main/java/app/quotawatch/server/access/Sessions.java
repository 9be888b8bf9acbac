package app.quotawatch.server.access;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import app.quotawatch.server.database.Database;
import app.quotawatch.server.secret.Remembered;
import app.quotawatch.server.secret.Secret;

/**
 * Who is signed in, on all replicas. A session ends after twelve hours, by signing out, or with its token. Thread-safe.
 */
@Singleton
final class Sessions {

    static final Duration LENGTH = Duration.ofHours(12);

    private static final String INSERT = "insert into session (sha256, admin_token, expires_at) values (?, ?, ?)";
    private static final String OPEN = """
            select 1 from session s left join admin_token t on t.sha256 = s.admin_token and t.revoked_at is null \
            where s.sha256 = ? and s.expires_at > ? and (t.sha256 is not null or s.admin_token = ?)""";
    private static final String DELETE = "delete from session where sha256 = ?";

    private final Database database;
    private final AdminTokens tokens;
    private final InstantSource clock;
    private final Remembered<Boolean> remembered;

    @Inject
    Sessions(Database database, AdminTokens tokens) {
        this(database, tokens, InstantSource.system(), System::nanoTime);
    }

    Sessions(Database database, AdminTokens tokens, InstantSource clock, LongSupplier nanoTime) {
        this.database = database;
        this.tokens = tokens;
        this.clock = clock;
        this.remembered = new Remembered<>(nanoTime);
    }

    /** Opens a session; an empty result means that the token is not valid. */
    Optional<Secret> open(Secret token) {
        if (!tokens.isValid(token)) {
            return Optional.empty();
        }
        Secret session = Secret.random("");
        database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                statement.setBytes(1, session.sha256());
                statement.setBytes(2, token.sha256());
                statement.setLong(3, clock.instant().plus(LENGTH).toEpochMilli());
                return statement.executeUpdate();
            }
        });
        return Optional.of(session);
    }

    /** Returns whether this was found valid within the last second; never waits. */
    boolean isKnown(Credential credential) {
        return remembered.get(credential.secret()) != null;
    }

    /** Returns whether the session is open, or the token is valid. */
    boolean isValid(Credential credential) {
        long readAt = remembered.now();
        boolean valid = credential.isSession() ? isOpen(credential.secret()) : tokens.isValid(credential.secret());
        if (valid) {
            remembered.put(credential.secret(), true, readAt);
        }
        return valid;
    }

    private boolean isOpen(Secret session) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
                statement.setBytes(1, session.sha256());
                statement.setLong(2, clock.millis());
                statement.setBytes(3, tokens.configuredSha256());
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    /** Ends a session, on this replica at once and on others within a second. */
    void close(Secret session) {
        database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
                statement.setBytes(1, session.sha256());
                return statement.executeUpdate();
            }
        });
        remembered.clear();
    }
}
