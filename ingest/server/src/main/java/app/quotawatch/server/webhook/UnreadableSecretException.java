package app.quotawatch.server.webhook;

import app.quotawatch.server.config.ServerConfig;

/** A stored secret was encrypted with another key. */
final class UnreadableSecretException extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableSecretException() {
        super("the secret was encrypted with another key than that of " + ServerConfig.SECRET_KEY);
    }
}
