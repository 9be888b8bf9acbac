package app.quotawatch.server.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import app.quotawatch.server.database.DatabaseUnavailableException;

/** Answers what a resource throws. */
final class ProblemMapper {

    @ServerExceptionMapper
    public Response problem(Problem problem) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(MediaType.APPLICATION_JSON)
                .entity(ProblemResponse.body(problem));
        if (problem.status() == 429 || problem.status() == 503) {
            response.header(HttpHeaders.RETRY_AFTER, ProblemResponse.retryAfterSeconds(problem));
        }
        return response.build();
    }

    @ServerExceptionMapper
    public Response unavailable(DatabaseUnavailableException unavailable) {
        return problem(Problem.unavailable("the database is unavailable; try again"));
    }

    /* What Jakarta REST itself finds wrong: no such path, another method, another content type. */
    @ServerExceptionMapper
    public Response rejected(WebApplicationException rejected) {
        Response.StatusType status = rejected.getResponse().getStatusInfo();
        return problem(Problem.of(status.getStatusCode(), status.getReasonPhrase(), message(status.getStatusCode())));
    }

    private static String message(int status) {
        return switch (status) {
            case 404 -> "no resource exists at this path";
            case 405 -> "this path does not support this method";
            case 415 -> "a change requires Content-Type: application/json";
            default -> "the request could not be served";
        };
    }
}
