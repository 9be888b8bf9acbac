package app.quotawatch.benchmarks.filters;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;

import app.quotawatch.benchmarks.peers.Senders;
import brave.Span;
import brave.Tracer;
import brave.Tracing;
import brave.http.HttpClientHandler;
import brave.http.HttpClientRequest;
import brave.http.HttpClientResponse;
import brave.http.HttpTracing;
import brave.sampler.Sampler;
import zipkin2.reporter.brave.AsyncZipkinSpanHandler;

/**
 * Brave's own client filter is for {@code javax.ws.rs} only
 * (<a href="https://github.com/openzipkin/brave/issues/1461">issue 1461</a>), so this filter uses
 * {@code HttpClientHandler}, as
 * <a href="https://github.com/openzipkin/brave/blob/master/instrumentation/http/README.md">its documentation</a> describes: tags are
 * the defaults, and spans go to the asynchronous handler with its defaults.
 */
final class BraveFilter implements ClientRequestFilter, ClientResponseFilter {

    private static final String SPAN = Span.class.getName();
    private static final String SCOPE = Tracer.SpanInScope.class.getName();

    private final Tracer tracer;
    private final HttpClientHandler<HttpClientRequest, HttpClientResponse> handler;

    BraveFilter() {
        Tracing tracing = Tracing.newBuilder()
                .localServiceName("benchmark")
                .sampler(Sampler.ALWAYS_SAMPLE)
                .addSpanHandler(AsyncZipkinSpanHandler.create(Senders.stuck()))
                .build();
        tracer = tracing.tracer();
        handler = HttpClientHandler.create(HttpTracing.create(tracing));
    }

    @Override
    public void filter(ClientRequestContext request) {
        Span span = handler.handleSend(new Sent(request));
        request.setProperty(SPAN, span);
        request.setProperty(SCOPE, tracer.withSpanInScope(span));
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        ((Tracer.SpanInScope) request.getProperty(SCOPE)).close();
        handler.handleReceive(new Received(new Sent(request), response), (Span) request.getProperty(SPAN));
    }

    private static final class Sent extends HttpClientRequest {

        private final ClientRequestContext request;

        Sent(ClientRequestContext request) {
            this.request = request;
        }

        @Override
        public Object unwrap() {
            return request;
        }

        @Override
        public String method() {
            return request.getMethod();
        }

        @Override
        public String path() {
            return request.getUri().getPath();
        }

        @Override
        public String url() {
            return request.getUri().toString();
        }

        @Override
        public String header(String name) {
            return request.getHeaderString(name);
        }

        @Override
        public void header(String name, String value) {
            request.getHeaders().putSingle(name, value);
        }
    }

    private static final class Received extends HttpClientResponse {

        private final Sent request;
        private final ClientResponseContext response;

        Received(Sent request, ClientResponseContext response) {
            this.request = request;
            this.response = response;
        }

        @Override
        public Object unwrap() {
            return response;
        }

        @Override
        public HttpClientRequest request() {
            return request;
        }

        @Override
        public int statusCode() {
            return response.getStatus();
        }
    }
}
