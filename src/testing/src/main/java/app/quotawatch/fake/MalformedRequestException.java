package app.quotawatch.fake;

import java.io.IOException;

/** What was received is not an HTTP request, or is too large. */
final class MalformedRequestException extends IOException {

    private static final long serialVersionUID = 1;

    MalformedRequestException(String message) {
        super(message);
    }
}
