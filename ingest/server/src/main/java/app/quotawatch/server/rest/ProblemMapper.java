package app.quotawatch.server.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.server.database.DatabaseUnavailableException;

/** Responds to what a resource throws. */
final class ProblemMapper {

    @ServerExceptionMapper
    public Response problem(HttpProblem problem) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(MediaType.APPLICATION_JSON)
                .entity(ProblemResponse.body(problem));
        if (problem.retryAfterSeconds() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds());
        }
        return response.build();
    }

    @ServerExceptionMapper
    public Response unavailable(DatabaseUnavailableException unavailable) {
        return problem(ProblemResponse.databaseUnavailable());
    }

    /* What Jakarta REST itself finds wrong: no such path, another method, another content type. */
    @ServerExceptionMapper
    public Response rejected(WebApplicationException rejected) {
        Response.StatusType status = rejected.getResponse().getStatusInfo();
        return problem(switch (status.getStatusCode()) {
            case 404 -> HttpProblem.notFound();
            case 405 -> of(status, "this path does not support this method");
            case 415 -> ProblemResponse.jsonRequired();
            default -> of(status, "the request could not be served");
        });
    }

    private static HttpProblem of(Response.StatusType status, String message) {
        return HttpProblem.of(status.getStatusCode(), status.getReasonPhrase(), message);
    }
}
