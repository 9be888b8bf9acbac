package app.quotawatch.server.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key or token as its holder presents it. What is stored of it is its SHA-256: a secret of 190 random bits needs neither salt nor a
 * slow hash. A row that is found by that hash also compares no secret, so the time that it takes reveals nothing.
 */
public final class Secret {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_CHARACTERS = 32;
    private static final int HINT_CHARACTERS = 4;
    private static final int ID_BYTES = 6;

    private final String text;
    private final byte[] sha256;

    private Secret(String text) {
        this.text = text;
        this.sha256 = digest(text);
    }

    /** Returns the secret that consists of this text. */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /** Returns a new secret: the prefix and 32 random letters and digits. */
    public static Secret random(String prefix) {
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder(prefix);
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new Secret(text.toString());
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Returns what its holder needs, to be shown once. */
    public String reveal() {
        return text;
    }

    /** Returns what is stored. */
    public byte[] sha256() {
        return sha256.clone();
    }

    /** Returns the last four characters, by which a person recognizes it. */
    public String hint() {
        return text.substring(Math.max(0, text.length() - HINT_CHARACTERS));
    }

    /** Returns the name under which it is managed. */
    public String id() {
        return idOf(sha256);
    }

    /** Returns the name under which the secret with this SHA-256 is managed: its first twelve hexadecimal digits. */
    public static String idOf(byte[] sha256) {
        return HexFormat.of().formatHex(sha256, 0, ID_BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret same && MessageDigest.isEqual(sha256, same.sha256);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sha256);
    }

    @Override
    public String toString() {
        return "Secret[" + id() + "]";
    }
}
