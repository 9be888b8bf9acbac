package app.quotawatch.fake;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The credential in a request. */
final class Credentials {

    private Credentials() {}

    /** Returns the credential of the Authorization header without its scheme, of a Basic one the user; empty without it. */
    static String authorization(FakeRequest request) {
        String value = request.header("Authorization").orElse("").strip();
        int blank = value.indexOf(' ');
        if (blank < 0) {
            return value;
        }
        String credential = value.substring(blank + 1).strip();
        return value.regionMatches(true, 0, "Basic", 0, blank) ? user(credential) : credential;
    }

    /** Returns the value of a header, or, without it, the credential of the Authorization header. */
    static String header(FakeRequest request, String name) {
        return request.header(name).orElseGet(() -> authorization(request));
    }

    private static String user(String basic) {
        try {
            String decoded = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
            int colon = decoded.indexOf(':');
            return colon < 0 ? decoded : decoded.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return basic;
        }
    }
}
