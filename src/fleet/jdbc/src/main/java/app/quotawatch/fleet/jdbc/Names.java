package app.quotawatch.fleet.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names as the table's keys: short, of few characters, and different even where the database ignores case. */
final class Names {

    private static final int READABLE = 150;
    private static final int HASH_BYTES = 12;

    private Names() {}

    /** Returns the readable beginning of the parts and a hash of all of them. */
    static String key(String... parts) {
        StringBuilder key = new StringBuilder();
        MessageDigest hash = sha256();
        for (int i = 0; i < parts.length; i++) {
            key.append(i == 0 ? "" : "/");
            byte[] bytes = parts[i].getBytes(StandardCharsets.UTF_8);
            hash.update(bytes);
            // a byte that UTF-8 does not have
            hash.update((byte) 0xff);
            for (int at = 0; at < parts[i].length() && key.length() < READABLE; at++) {
                char c = parts[i].charAt(at);
                boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.'
                        || c == '-';
                key.append(plain ? c : '_');
            }
        }
        key.append('~');
        byte[] digest = hash.digest();
        for (int i = 0; i < HASH_BYTES; i++) {
            key.append(Character.forDigit(digest[i] >> 4 & 15, 16)).append(Character.forDigit(digest[i] & 15, 16));
        }
        return key.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns a text without spaces and semicolons that {@link #decoded} reads. */
    static String encoded(String text) {
        StringBuilder all = new StringBuilder("=");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > ' ' && c < 127 && c != ';' && c != '%') {
                all.append(c);
            } else {
                String hex = Integer.toHexString(c);
                all.append('%').append("0000", 0, 4 - hex.length()).append(hex);
            }
        }
        return all.toString();
    }

    static String decoded(String text) {
        StringBuilder all = new StringBuilder();
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                all.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                all.append(text.charAt(i));
            }
        }
        return all.toString();
    }
}
