package app.quotawatch.server.access;

import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;

import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.server.rest.Input;
import app.quotawatch.server.rest.Problems;
import app.quotawatch.server.secret.Secret;
import io.vertx.core.http.HttpServerRequest;

/** Signing in and out. */
@Path("/admin/session")
final class SessionResource {

    private final Sessions sessions;
    private final FailedAttempts failures;

    @Inject
    SessionResource(Sessions sessions, FailedAttempts failures) {
        this.sessions = sessions;
        this.failures = failures;
    }

    @GET
    public Response state(HttpServerRequest request) {
        Credential credential = Credential.of(request);
        if (credential == null || !sessions.isKnown(credential) && !sessions.isValid(credential)) {
            throw HttpProblem.unauthorized("no session is open");
        }
        return Response.noContent().build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response open(byte[] body, HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        if (failures.isBlocked(address)) {
            throw FailedAttempts.problem();
        }
        Problems problems = new Problems();
        Input input = Input.object(body, problems);
        String token = input.text("token");
        input.rejectUnknown();
        problems.throwIfAny();
        Optional<Secret> session = sessions.open(Secret.of(token));
        if (session.isEmpty()) {
            failures.add(address);
            throw HttpProblem.unauthorized("token: is not a valid admin token");
        }
        return Response.noContent().cookie(cookie(session.get().reveal(), (int) Sessions.LENGTH.toSeconds(), request))
                .build();
    }

    @DELETE
    public Response close(HttpServerRequest request) {
        Credential credential = Credential.of(request);
        if (credential != null && credential.isSession()) {
            sessions.close(credential.secret());
        }
        return Response.noContent().cookie(cookie("", 0, request)).build();
    }

    private static NewCookie cookie(String value, int maxAgeSeconds, HttpServerRequest request) {
        return new NewCookie.Builder(Credential.COOKIE)
                .value(value)
                .path("/")
                .maxAge(maxAgeSeconds)
                .httpOnly(true)
                .secure("https".equals(request.scheme()))
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
