package app.quotawatch.ingest.http;

import java.io.IOException;
import java.util.Objects;

/** A request that breaks a rule of HTTP/1.1 or exceeds a limit. The message names the rule and never repeats a value. */
public final class MalformedRequestException extends IOException {

    private static final long serialVersionUID = 1;

    private final int status;

    MalformedRequestException(int status, String rule) {
        super(rule);
        this.status = status;
    }

    static MalformedRequestException malformed(String rule) {
        return new MalformedRequestException(400, rule);
    }

    /** Returns the status of the response: 400, 417, 431, 501 or 505. */
    public int status() {
        return status;
    }

    /** Returns the reason phrase of the status. */
    public String reason() {
        return Exchange.reason(status);
    }

    /** Returns the rule that the request breaks. */
    public String rule() {
        return Objects.requireNonNull(getMessage());
    }

    /* The cause is in the request and not in the code. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
