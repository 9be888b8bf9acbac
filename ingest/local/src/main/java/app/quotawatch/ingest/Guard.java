package app.quotawatch.ingest;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.http.Exchange;

/**
 * Protects what is stored. A page of another site can make the browser call any address; the content type and
 * Sec-Fetch-Site reveal that. A page can also point its own host name at our address (DNS rebinding); the Host header
 * reveals that, because a name that is not ours can only be theirs. Beyond loopback, reading requires the project key.
 */
final class Guard {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":\\d*$");

    private final boolean loopback;
    private final String boundHost;
    private final @Nullable String machineName;
    private final byte @Nullable [] readKey;

    Guard(InetAddress bound, String host, @Nullable String apiKey) {
        this.loopback = bound.isLoopbackAddress();
        this.boundHost = host.toLowerCase(Locale.ROOT);
        this.machineName = bound.isAnyLocalAddress() ? machineName() : null;
        this.readKey = loopback || apiKey == null ? null : apiKey.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String machineName() {
        try {
            return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
        } catch (UnknownHostException nameless) {
            return null;
        }
    }

    void check(Exchange exchange) {
        if (!isOurs(exchange.header("host"), exchange.localAddress())) {
            throw HttpProblem.misdirected();
        }
        if (exchange.path().startsWith("/v1/") && "cross-site".equals(exchange.header("sec-fetch-site"))) {
            throw HttpProblem.crossSite();
        }
        // a batch carries its key in the body
        if (readKey != null && !exchange.path().equals("/v1/ingest")
                && !knowsKey(exchange.header("authorization"), readKey)) {
            exchange.setHeader("WWW-Authenticate", "Basic realm=\"QuotaWatch\", charset=\"UTF-8\"");
            throw HttpProblem.keyRequired();
        }
    }

    private boolean isOurs(@Nullable String hostHeader, InetAddress local) {
        if (hostHeader == null) {
            return false;
        }
        String host = PORT.matcher(hostHeader.trim().toLowerCase(Locale.ROOT)).replaceFirst("");
        return LOOPBACK.matcher(host).matches() || host.equals(boundHost) || host.equals("[" + boundHost + "]")
                || host.equals(machineName) || isAddress(host, local);
    }

    private boolean isAddress(String host, InetAddress local) {
        if (!ADDRESS.matcher(host).matches()) {
            return false;
        }
        try {
            // the pattern admits literals only, so no name is looked up
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || address.equals(local);
        } catch (UnknownHostException malformed) {
            return false;
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
        exchange.setHeader("Content-Security-Policy",
                "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        exchange.setHeader("X-Content-Type-Options", "nosniff");
        exchange.setHeader("X-Frame-Options", "DENY");
        exchange.setHeader("Referrer-Policy", "no-referrer");
        exchange.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        exchange.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    }
}
