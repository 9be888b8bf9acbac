package app.quotawatch.server.access;

import java.util.Locale;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.server.database.DatabaseUnavailableException;
import app.quotawatch.server.rest.ProblemResponse;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets a request for what is stored pass only with an admin token or an open session. A page of another site cannot make a browser
 * change anything: the session's cookie does not travel with its requests, and what a form can send is not JSON.
 */
@Singleton
final class AccessFilter {

    /* After the checks of what every request must fulfil, before every route. */
    private static final int PRIORITY = 50;
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final Sessions sessions;
    private final FailedAttempts failures;

    @Inject
    AccessFilter(Sessions sessions, FailedAttempts failures) {
        this.sessions = sessions;
        this.failures = failures;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        String path = context.normalizedPath();
        if (ProtectedPaths.isAdmin(path)) {
            // secrets are among what is sent, and names of customers
            context.response().putHeader("Cache-Control", "no-store");
        }
        if (ProtectedPaths.isAmbiguous(path)) {
            end(context, HttpProblem.notFound());
        } else if (ProtectedPaths.isAdmin(path) && !isJson(context.request())) {
            end(context, ProblemResponse.jsonRequired());
        } else if (ProtectedPaths.isProtected(path)) {
            admit(context);
        } else {
            context.next();
        }
    }

    private static boolean isJson(HttpServerRequest request) {
        if (!WITH_BODY.contains(request.method().name())) {
            return true;
        }
        String type = request.getHeader("Content-Type");
        return type != null && type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private void admit(RoutingContext context) {
        Credential credential = Credential.of(context.request());
        if (credential == null) {
            end(context, unauthorized());
        } else if (sessions.isKnown(credential)) {
            context.next();
        } else {
            lookUp(context, credential);
        }
    }

    /* The database may wait, so it is asked on another thread; what arrives of the body meanwhile must not be lost. */
    private void lookUp(RoutingContext context, Credential credential) {
        String address = context.request().remoteAddress().hostAddress();
        context.request().pause();
        context.vertx().executeBlocking(() -> problem(credential, address), false).onComplete(result -> {
            context.request().resume();
            if (result.failed()) {
                context.fail(result.cause());
            } else if (result.result() == null) {
                context.next();
            } else {
                end(context, result.result());
            }
        });
    }

    private @Nullable HttpProblem problem(Credential credential, String address) {
        try {
            // a session that has ended is no guess, and who is signed in must not suffer from another's guesses
            boolean guessable = !credential.isSession();
            if (guessable && failures.isBlocked(address)) {
                return FailedAttempts.problem();
            }
            if (sessions.isValid(credential)) {
                return null;
            }
            if (guessable) {
                failures.add(address);
            }
            return unauthorized();
        } catch (DatabaseUnavailableException unavailable) {
            return ProblemResponse.databaseUnavailable();
        }
    }

    private static void end(RoutingContext context, HttpProblem problem) {
        if (problem.status() == 401) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
        }
        ProblemResponse.end(context.response(), problem);
    }

    private static HttpProblem unauthorized() {
        return HttpProblem.unauthorized("this requires an admin token, as a Bearer token or by signing in");
    }
}
