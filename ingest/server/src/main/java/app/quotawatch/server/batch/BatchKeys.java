package app.quotawatch.server.batch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** The keys by which batches are recognised: the beginning of the SHA-256 of what the sender calls a batch. */
final class BatchKeys {

    private static final int BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    /** Returns a batch's key, or one that is used once if the sender gave none. */
    byte[] of(@Nullable String idempotencyKey) {
        if (idempotencyKey == null) {
            byte[] key = new byte[BYTES];
            random.nextBytes(key);
            return key;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(idempotencyKey.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(hash, BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
