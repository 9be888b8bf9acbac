package app.quotawatch.tck.sdks;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.Interceptor;

import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.ClientObserver.Observation;

/** Observes Anthropic's SDK, which builds its own OkHttp client but accepts interceptors; the documentation shows it. */
final class AnthropicInterceptor implements Interceptor {

    private final ClientObserver observer;

    AnthropicInterceptor(ClientObserver observer) {
        this.observer = observer;
    }

    @Override
    public HttpClient intercept(HttpClient next) {
        return new HttpClient() {

            @Override
            public HttpResponse execute(HttpRequest request, RequestOptions options) {
                Observation call = observer.start(request.method().name(), URI.create(request.url()));
                try {
                    HttpResponse response = next.execute(request, options);
                    ended(call, response, null);
                    return response;
                } catch (Throwable failure) {
                    ended(call, null, failure);
                    throw failure;
                }
            }

            @Override
            public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
                Observation call = observer.start(request.method().name(), URI.create(request.url()));
                return next.executeAsync(request, options)
                        .whenComplete((response, failure) -> ended(call, response, failure));
            }

            @Override
            public void close() {
                next.close();
            }
        };
    }

    private static void ended(Observation call, HttpResponse response, Throwable failure) {
        if (call != null && response == null) {
            call.failed(failure);
        } else if (call != null) {
            Map<String, Object> headers = new TreeMap<>();
            response.headers().names().forEach(name -> headers.put(name, response.headers().values(name)));
            call.answered(response.statusCode(), headers);
        }
    }
}
