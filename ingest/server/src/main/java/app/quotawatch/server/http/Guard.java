package app.quotawatch.server.http;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.dashboard.PageGuard;
import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.server.config.ServerConfig;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

/** Sees every request first, and keeps pages of other sites out. A batch may come under any name: it carries its key in its body. */
@Singleton
final class Guard {

    private static final int PRIORITY = 1_000;

    private final PageGuard pages;

    @Inject
    Guard(@ConfigProperty(name = "quarkus.http.host") String bound, ServerConfig config) {
        this.pages = new PageGuard(bound, config.server().hosts().orElse(List.of()));
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    /* Health and metrics name projects and APIs. */
    void register(@Observes ManagementInterface management) {
        management.router().route().order(-PRIORITY).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        HttpServerResponse response = context.response();
        PageGuard.responseHeaders().forEach(response::putHeader);
        Peer peer = Peer.of(context.request());
        if (peer != null) {
            begin(peer, context);
        }
        if (response.writeQueueFull()) {
            // earlier responses of this connection have not been read yet; its deadline goes on
            if (peer != null) {
                peer.hold();
            }
            response.drainHandler(drained -> {
                response.drainHandler(null);
                check(context);
            });
        } else {
            check(context);
        }
    }

    private static void begin(Peer peer, RoutingContext context) {
        peer.begin();
        context.addEndHandler(ended -> peer.end());
        if (context.normalizedPath().equals("/v1/stream")) {
            peer.stream();
        } else if (!hasBody(context.request())) {
            peer.hold();
        }
    }

    static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.headers().contains("Transfer-Encoding") || (length != null && !length.equals("0"));
    }

    private void check(RoutingContext context) {
        HttpProblem problem = problem(context);
        if (problem == null) {
            context.next();
        } else {
            Rejection.send(context, problem);
        }
    }

    /* The management port also speaks HTTP/2, which has the authority instead of a header. */
    private static List<String> hosts(HttpServerRequest request) {
        HostAndPort authority = request.version() == HttpVersion.HTTP_2 ? request.authority() : null;
        return authority == null ? request.headers().getAll("Host") : List.of(authority.toString());
    }

    private @Nullable HttpProblem problem(RoutingContext context) {
        HttpServerRequest request = context.request();
        MultiMap headers = request.headers();
        String encoding = headers.get("Transfer-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("chunked")) {
            return HttpProblem.of(501, "Not Implemented", "Transfer-Encoding must be chunked");
        }
        List<String> names = hosts(request);
        String path = context.normalizedPath();
        if (!path.equals(IngestRoute.PATH) && (names.size() != 1
                || !pages.isOurs(names.get(0), request.localAddress().hostAddress()))) {
            return HttpProblem.misdirected(
                    "this server does not listen under the name in Host; " + ServerConfig.HOSTS
                            + " lists further names");
        }
        boolean reads = path.startsWith("/v1/") || path.startsWith("/admin/");
        return reads && PageGuard.isCrossSite(headers.get("Sec-Fetch-Site")) ? HttpProblem.crossSite() : null;
    }
}
