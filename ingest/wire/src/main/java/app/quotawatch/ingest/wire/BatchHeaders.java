package app.quotawatch.ingest.wire;

import org.jspecify.annotations.Nullable;

/** The rules for the headers of a request that carries a batch. Null stands for a missing header. */
public final class BatchHeaders {

    /** The largest number of characters of an Idempotency-Key. */
    public static final int MAX_IDEMPOTENCY_KEY_LENGTH = 256;

    private BatchHeaders() {}

    /**
     * Checks that the body can be read: JSON in UTF-8, not compressed.
     *
     * @throws InvalidBatchException if it cannot
     */
    public static void checkContent(@Nullable String contentType, @Nullable String contentEncoding) {
        if (!isJson(contentType)) {
            throw InvalidBatchException.unsupported("Content-Type must be application/json in UTF-8");
        }
        if (contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity")) {
            throw InvalidBatchException.unsupported("Content-Encoding is not supported; send the JSON uncompressed");
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        String[] parts = contentType == null ? new String[]{""} : contentType.split(";", -1);
        boolean json = parts[0].trim().equalsIgnoreCase("application/json");
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace("\"", "").trim();
            json &= !parameter.regionMatches(true, 0, "charset=", 0, 8) || parameter.equalsIgnoreCase("charset=utf-8");
        }
        return json;
    }

    /**
     * Checks what identifies the batch over all attempts to send it.
     *
     * @throws InvalidBatchException if it is blank or too long
     */
    public static void checkIdempotencyKey(@Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > MAX_IDEMPOTENCY_KEY_LENGTH)) {
            throw InvalidBatchException.invalid("Idempotency-Key",
                    "must have 1 to " + MAX_IDEMPOTENCY_KEY_LENGTH + " characters");
        }
    }
}
