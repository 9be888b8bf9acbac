package app.quotawatch.fleet.redis.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The keys of one fleet in Redis. The part in braces decides on the node of a cluster. Immutable. */
final class FleetKeys {

    /** The version of what is kept under these keys. */
    static final String MODEL = "1";

    private static final String PREFIX = "qw:" + MODEL + ":{";
    private static final String UNRESERVED = "._~-";

    private final String fleet;

    FleetKeys(String fleet, String environment) {
        this.fleet = encoded(fleet) + "/" + encoded(environment);
    }

    String live() {
        return PREFIX + fleet + "}:live";
    }

    /** The same in all versions of the model, so that they notice each other. */
    String model() {
        return "qw:{" + fleet + "}:model";
    }

    String counts(String api) {
        return PREFIX + fleet + "/" + encoded(api) + "}";
    }

    String windows(String api) {
        return counts(api) + ":w";
    }

    String claim(String api, String limitType, int thresholdPct, long period) {
        return counts(api) + ":e:" + encoded(limitType) + ":" + thresholdPct + ":" + period;
    }

    /** Encodes all but letters, digits and {@code . _ ~ -}: nothing that a name contains can end the braces. */
    static String encoded(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (byte value : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (value & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || UNRESERVED.indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append('%').append(hex(c >> 4)).append(hex(c & 15));
            }
        }
        return text.toString();
    }

    private static String hex(int digit) {
        return Integer.toHexString(digit).toUpperCase(Locale.ROOT);
    }

    /** Decodes what {@link #encoded} returns. */
    static String decoded(String text) {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '%' && at + 2 < text.length()) {
                bytes[length++] = (byte) (Character.digit(text.charAt(at + 1), 16) << 4
                        | Character.digit(text.charAt(at + 2), 16));
                at += 2;
            } else {
                bytes[length++] = (byte) text.charAt(at);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
