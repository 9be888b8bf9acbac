package app.quotawatch.ingest;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

/**
 * Protects a service that trusts loopback from pages of other sites. A page can make the browser call any address; the
 * content type and Sec-Fetch-Site reveal that. A page can also point its own host name at 127.0.0.1 (DNS rebinding); the
 * Host header reveals that.
 */
final class Guard {

    private static final Pattern LOOPBACK = Pattern
            .compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");
    private static final Pattern PORT = Pattern.compile(":\\d*$");

    private final boolean loopback;
    private final String boundHost;

    Guard(InetAddress bound, String host) {
        this.loopback = bound.isLoopbackAddress();
        this.boundHost = host.toLowerCase(Locale.ROOT);
    }

    void check(HttpExchange exchange) {
        Headers request = exchange.getRequestHeaders();
        if (loopback && !isLocal(request.getFirst("Host"))) {
            throw HttpProblem.misdirected();
        }
        if (exchange.getRequestURI().getPath().startsWith("/v1/")
                && "cross-site".equals(request.getFirst("Sec-Fetch-Site"))) {
            throw HttpProblem.crossSite();
        }
    }

    private boolean isLocal(@Nullable String hostHeader) {
        if (hostHeader == null) {
            return false;
        }
        String host = PORT.matcher(hostHeader.trim().toLowerCase(Locale.ROOT)).replaceFirst("");
        return LOOPBACK.matcher(host).matches() || host.equals(boundHost) || host.equals("[" + boundHost + "]");
    }

    static void secure(Headers response) {
        response.set("Content-Security-Policy",
                "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        response.set("X-Content-Type-Options", "nosniff");
        response.set("X-Frame-Options", "DENY");
        response.set("Referrer-Policy", "no-referrer");
        response.set("Cross-Origin-Resource-Policy", "same-origin");
        response.set("Cross-Origin-Opener-Policy", "same-origin");
    }
}
