package app.quotawatch.server.config;

import java.util.List;

/** The settings are not those of a server. The message has a line for each that is wrong, and no secret. */
public final class InvalidSettingsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    InvalidSettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
