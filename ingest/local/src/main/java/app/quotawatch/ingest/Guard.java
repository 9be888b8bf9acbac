package app.quotawatch.ingest;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.dashboard.PageGuard;
import app.quotawatch.ingest.http.Exchange;
import app.quotawatch.ingest.wire.HttpProblem;

/** Protects what is stored: from pages of other sites and, beyond loopback, from everyone without the project key. */
final class Guard {

    private final PageGuard pages;
    private final byte @Nullable [] readKey;

    Guard(InetAddress bound, String host, @Nullable String apiKey) {
        this.pages = new PageGuard(host, List.of());
        this.readKey = bound.isLoopbackAddress() || apiKey == null ? null : apiKey.getBytes(StandardCharsets.UTF_8);
    }

    void check(Exchange exchange) {
        if (!pages.isOurs(exchange.header("host"), exchange.localAddress().getHostAddress())) {
            throw HttpProblem.misdirected("this ingest does not listen under the name in Host;"
                    + " start it with --host NAME to reach it under that name");
        }
        if (exchange.path().startsWith("/v1/") && PageGuard.isCrossSite(exchange.header("sec-fetch-site"))) {
            throw HttpProblem.crossSite();
        }
        // a batch carries its key in the body
        if (readKey != null && !exchange.path().equals("/v1/ingest")
                && !knowsKey(exchange.header("authorization"), readKey)) {
            exchange.setHeader("WWW-Authenticate", "Basic realm=\"QuotaWatch\", charset=\"UTF-8\"");
            throw HttpProblem.unauthorized(
                    "reading requires the project key, as the password of Basic authentication or as a Bearer token");
        }
    }

    private static boolean knowsKey(@Nullable String authorization, byte[] key) {
        if (authorization == null) {
            return false;
        }
        byte[] given = {};
        if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            given = authorization.substring(7).trim().getBytes(StandardCharsets.ISO_8859_1);
        } else if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            given = password(authorization.substring(6).trim());
        }
        // in constant time, to prevent timing attacks
        return MessageDigest.isEqual(key, given);
    }

    private static byte[] password(String encoded) {
        try {
            String user = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return user.substring(user.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }

    static void secure(Exchange exchange) {
        PageGuard.responseHeaders().forEach(exchange::setHeader);
    }
}
