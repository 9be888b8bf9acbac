package app.quotawatch.ingest;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

/** Finds the handler for an exact path and method, and turns every failure into an error response. */
final class Router implements HttpHandler {

    private static final Logger LOG = System.getLogger(Router.class.getPackageName());

    private final Guard guard;
    private final Map<String, Route> routes;

    record Route(String method, HttpHandler handler) {

        boolean supports(String requested) {
            return method.equals(requested) || (method.equals("GET") && requested.equals("HEAD"));
        }

        String allowed() {
            return method.equals("GET") ? "GET, HEAD" : method;
        }
    }

    Router(Guard guard, Map<String, Route> routes) {
        this.guard = guard;
        this.routes = Map.copyOf(routes);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Guard.secure(exchange.getResponseHeaders());
        try {
            dispatch(exchange);
        } catch (HttpProblem problem) {
            Responses.problem(exchange, problem);
        } catch (RuntimeException unexpected) {
            LOG.log(Level.WARNING, "A request failed unexpectedly", unexpected);
            Responses.problem(exchange, HttpProblem.unexpected());
        } catch (IOException peerIsGone) {
            exchange.close();
        }
    }

    private void dispatch(HttpExchange exchange) throws IOException {
        guard.check(exchange);
        Route route = routes.get(exchange.getRequestURI().getPath());
        if (route == null) {
            throw HttpProblem.notFound();
        }
        if (!route.supports(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", route.allowed());
            throw HttpProblem.methodNotAllowed(route.allowed());
        }
        route.handler().handle(exchange);
    }
}
