package app.quotawatch.server.access;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import app.quotawatch.server.config.DatabaseFile;
import app.quotawatch.server.config.ServerConfig;
import app.quotawatch.server.database.DatabaseUnavailableException;
import app.quotawatch.server.schedule.Schedule;
import app.quotawatch.server.secret.Secret;
import app.quotawatch.server.secret.SecretFile;
import io.quarkus.runtime.StartupEvent;

/**
 * Makes the token with which somebody signs in for the first time, and leaves it in a file beside the database. Without such a file, the
 * administrator has to configure or create one.
 */
@Singleton
final class FirstToken {

    private static final Logger LOG = Logger.getLogger(FirstToken.class);

    private final AdminTokens tokens;
    private final Optional<Path> database;
    private volatile boolean done;

    @Inject
    FirstToken(AdminTokens tokens, ServerConfig config) {
        this(tokens, DatabaseFile.of(config.db().url()));
    }

    FirstToken(AdminTokens tokens, Optional<Path> database) {
        this.tokens = tokens;
        this.database = database;
    }

    /* The database may become available only after the server has started. */
    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every(Duration.ofSeconds(2), Duration.ZERO, "creating the first admin token", this::ensure);
    }

    void ensure() {
        if (!done) {
            try {
                done = isThere();
            } catch (DatabaseUnavailableException notYet) {
                LOG.debug("The database is not available yet");
            }
        }
    }

    private boolean isThere() {
        if (tokens.isFirstStart()) {
            database.ifPresentOrElse(this::create, () -> LOG.warn(
                    "Nobody can sign in: set " + ServerConfig.ADMIN_TOKEN + ", or run the command: token create"));
        }
        return true;
    }

    /* The file comes first: a token that is valid but written nowhere would lock everybody out. */
    private void create(Path file) {
        Path tokenFile = DatabaseFile.beside(file, "-admin-token");
        Secret token = AdminTokens.first();
        try {
            SecretFile.replace(tokenFile, token.reveal());
            if (tokens.addFirst(token)) {
                LOG.infof("Sign in with the admin token in %s", tokenFile);
            }
        } catch (IOException e) {
            LOG.warnf("Nobody can sign in, since %s cannot be written (%s): run the command: token create", tokenFile,
                    e.getClass().getSimpleName());
        }
    }
}
