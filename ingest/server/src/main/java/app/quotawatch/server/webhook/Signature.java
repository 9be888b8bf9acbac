package app.quotawatch.server.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs messages in two ways with one secret, {@code whsec_} and 32 random bytes in Base64.
 * <ul>
 * <li>QuotaWatch: the key is the secret as it is shown, as ASCII with its prefix; the body is signed.</li>
 * <li>Standard Webhooks: the key is what the Base64 after the prefix decodes to; id, time and body are signed.</li>
 * </ul>
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 */
final class Signature {

    private static final String PREFIX = "whsec_";
    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    static String newSecret() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** Returns the value of {@code X-QuotaWatch-Signature}. */
    static String quotaWatch(String secret, byte[] body) {
        return "sha256=" + HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.US_ASCII), body));
    }

    /** Returns the value of {@code webhook-signature}. */
    static String standard(String secret, String id, long epochSeconds, byte[] body) {
        byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        byte[] head = (id + "." + epochSeconds + ".").getBytes(StandardCharsets.US_ASCII);
        return "v1," + Base64.getEncoder().encodeToString(hmac(key, head, body));
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
