package app.quotawatch.server.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import app.quotawatch.server.secret.EncryptionKey;

/** Encrypts secrets that must be readable again, with AES-256-GCM and a random nonce each. Thread-safe. */
final class SecretBox {

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = 1 + NONCE_BYTES;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    SecretBox(byte[] key) {
        if (key.length != EncryptionKey.BYTES) {
            throw new IllegalArgumentException("a key has " + EncryptionKey.BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /** Encrypts a text; it can be read only with the same context, so that a row cannot take over another row's secret. */
    byte[] seal(String text, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, context)
                    .doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] sealed = new byte[HEADER_BYTES + encrypted.length];
            sealed[0] = FORMAT;
            System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
            System.arraycopy(encrypted, 0, sealed, HEADER_BYTES, encrypted.length);
            return sealed;
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /**
     * Returns the text.
     *
     * @throws UnreadableSecretException if it was encrypted with another key or context, or was changed
     */
    String open(byte[] sealed, String context) throws UnreadableSecretException {
        if (sealed.length < HEADER_BYTES || sealed[0] != FORMAT) {
            throw new UnreadableSecretException();
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, HEADER_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, context);
            return new String(cipher.doFinal(sealed, HEADER_BYTES, sealed.length - HEADER_BYTES),
                    StandardCharsets.UTF_8);
        } catch (GeneralSecurityException wrongKey) {
            throw new UnreadableSecretException();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
