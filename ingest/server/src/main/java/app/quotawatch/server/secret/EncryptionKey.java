package app.quotawatch.server.secret;

import java.security.SecureRandom;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/** The key with which secrets that must be readable again are encrypted: 32 bytes, written in Base64. */
public final class EncryptionKey {

    /** How many bytes it has. */
    public static final int BYTES = 32;

    /** What {@link #decode} requires. */
    public static final String RULE = "must be " + BYTES + " bytes in Base64, as openssl rand -base64 32 prints";

    private EncryptionKey() {}

    /** Returns the bytes of a key, or null if it is none. */
    public static byte @Nullable [] decode(String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text.trim());
            return key.length == BYTES ? key : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** Returns a new key, in Base64. */
    public static String random() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
