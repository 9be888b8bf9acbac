package app.quotawatch.ingest;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

import app.quotawatch.ingest.http.Exchange;
import app.quotawatch.ingest.http.HttpHandler;
import app.quotawatch.ingest.http.MalformedRequestException;
import app.quotawatch.ingest.wire.HttpProblem;

/** Finds the handler for an exact path and method, and turns every failure into an error response. */
final class Router implements HttpHandler {

    private static final Logger LOG = System.getLogger(Router.class.getPackageName());

    private final Guard guard;
    private final Map<String, Route> routes;

    Router(Guard guard, Map<String, Route> routes) {
        this.guard = guard;
        this.routes = Map.copyOf(routes);
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        Guard.secure(exchange);
        try {
            dispatch(exchange);
        } catch (HttpProblem problem) {
            Responses.problem(exchange, problem);
        } catch (RuntimeException unexpected) {
            LOG.log(Level.WARNING, "A request failed unexpectedly", unexpected);
            if (!exchange.isAnswered()) {
                Responses.problem(exchange, HttpProblem.unexpected("the ingest failed; see its log for the cause"));
            }
        }
    }

    @Override
    public void reject(Exchange exchange, MalformedRequestException problem) throws IOException {
        Guard.secure(exchange);
        Responses.problem(exchange, HttpProblem.of(problem.status(), problem.reason(), problem.rule()));
    }

    private void dispatch(Exchange exchange) throws IOException {
        guard.check(exchange);
        Route route = routes.get(exchange.path());
        if (route == null) {
            throw HttpProblem.notFound();
        }
        if (!route.supports(exchange.method())) {
            exchange.setHeader("Allow", route.allowed());
            throw HttpProblem.methodNotAllowed(route.allowed());
        }
        route.handler().handle(exchange);
    }
}
