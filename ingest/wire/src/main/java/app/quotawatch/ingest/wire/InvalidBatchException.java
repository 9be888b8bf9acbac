package app.quotawatch.ingest.wire;

/**
 * A body that is not a valid batch, or the headers of one. The message is meant for the sender: it names the field and the rule that it breaks, and
 * never repeats a value. It has no stack trace, because the cause is in the body and not in the code.
 */
public final class InvalidBatchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String path;

    /** The kind of problem with a body. */
    public enum Kind {
        /** It is not JSON in UTF-8. */
        MALFORMED,
        /** It is JSON, but a field is missing, unknown, repeated or breaks its rule. */
        INVALID,
        /** It has more than {@link BatchReader#MAX_BYTES} bytes. */
        TOO_LARGE,
        /** Its headers announce something else than JSON in UTF-8. */
        UNSUPPORTED
    }

    private InvalidBatchException(Kind kind, String path, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.path = path;
    }

    static InvalidBatchException malformed() {
        return new InvalidBatchException(Kind.MALFORMED, "", "malformed JSON");
    }

    static InvalidBatchException malformed(String reason) {
        return new InvalidBatchException(Kind.MALFORMED, "", "malformed JSON: " + reason);
    }

    static InvalidBatchException malformedNear(long line, long column) {
        return new InvalidBatchException(Kind.MALFORMED, "", "malformed JSON near line " + line + ", column " + column);
    }

    static InvalidBatchException invalid(String path, String rule) {
        return new InvalidBatchException(Kind.INVALID, path, (path.isEmpty() ? "body" : path) + ": " + rule);
    }

    static InvalidBatchException unsupported(String rule) {
        return new InvalidBatchException(Kind.UNSUPPORTED, "", rule);
    }

    static InvalidBatchException tooLarge(int maxBytes) {
        return new InvalidBatchException(Kind.TOO_LARGE, "", "the body must be at most " + maxBytes + " bytes");
    }

    /** Returns the kind of problem with the body. */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the invalid field, such as {@code events[3].latencyMs}; empty if the problem does not concern a
     * single field. Names that the sender chose are truncated to 64 characters.
     */
    public String path() {
        return path;
    }
}
