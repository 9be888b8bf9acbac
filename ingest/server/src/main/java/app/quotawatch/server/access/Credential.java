package app.quotawatch.server.access;

import org.jspecify.annotations.Nullable;

import app.quotawatch.server.secret.Secret;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;

/** By what a request asks for access: an admin token, or a session's id. */
record Credential(Secret secret, boolean isSession) {

    static final String COOKIE = "qw_session";

    private static final String SCHEME = "Bearer ";

    /** Returns what the request carries, or null. */
    static @Nullable Credential of(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Credential(Secret.of(authorization.substring(SCHEME.length()).trim()), false);
        }
        Cookie cookie = request.getCookie(COOKIE);
        return cookie == null ? null : new Credential(Secret.of(cookie.getValue()), true);
    }
}
