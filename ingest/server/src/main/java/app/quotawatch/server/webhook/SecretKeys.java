package app.quotawatch.server.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.server.config.DatabaseFile;
import app.quotawatch.server.config.ServerConfig;
import app.quotawatch.server.secret.EncryptionKey;
import app.quotawatch.server.secret.SecretFile;

/**
 * The key with which secrets of webhooks are encrypted: the configured one, or a file beside an SQLite database, which is made when the
 * first webhook needs it. It does not lie in the database, so that a copy of the database reveals no secret. Thread-safe.
 */
@Singleton
final class SecretKeys {

    private static final String SUFFIX = "-key";

    private final Optional<String> configured;
    private final Optional<Path> database;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SecretBox box;

    @Inject
    SecretKeys(ServerConfig config) {
        this(config.server().secretKey(), DatabaseFile.of(config.db().url()));
    }

    SecretKeys(Optional<String> configured, Optional<Path> database) {
        this.configured = configured;
        this.database = database;
    }

    /**
     * Returns the box for secrets.
     *
     * @throws HttpProblem if there is no key, or none that can be read
     */
    SecretBox box() {
        lock.lock();
        try {
            SecretBox opened = box;
            if (opened == null) {
                opened = new SecretBox(key());
                box = opened;
            }
            return opened;
        } finally {
            lock.unlock();
        }
    }

    private byte[] key() {
        byte[] key = EncryptionKey.decode(configured.or(this::fromFile).orElseThrow(() -> HttpProblem.conflict(
                ServerConfig.SECRET_KEY + ": webhooks require it with this database, to encrypt their secrets")));
        if (key == null) {
            throw HttpProblem
                    .conflict("the key of the webhooks' secrets is not " + EncryptionKey.BYTES + " bytes in Base64");
        }
        return key;
    }

    private Optional<String> fromFile() {
        if (database.isEmpty()) {
            return Optional.empty();
        }
        Path file = DatabaseFile.beside(database.get(), SUFFIX);
        try {
            if (!Files.exists(file)) {
                SecretFile.replace(file, EncryptionKey.random());
            }
            return Optional.of(Files.readString(file, StandardCharsets.US_ASCII).trim());
        } catch (IOException e) {
            throw HttpProblem.conflict(
                    "the file beside the database with the key of the webhooks' secrets can be neither read nor"
                            + " written; set " + ServerConfig.SECRET_KEY);
        }
    }
}
