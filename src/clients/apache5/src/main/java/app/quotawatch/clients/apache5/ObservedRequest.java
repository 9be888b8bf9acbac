package app.quotawatch.clients.apache5;

import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.ClientObserver.Observation;

/** One request that is sent. */
final class ObservedRequest {

    /* Names, in the context, the request that is observed: a second hook into the same client lets it pass. */
    private static final String CURRENT = "app.quotawatch.request";

    private final ClientObserver observer;
    private final Observation call;
    private final HttpContext context;

    private ObservedRequest(ClientObserver observer, Observation call, HttpContext context) {
        this.observer = observer;
        this.call = call;
        this.context = context;
    }

    /** Begins a request; null if it belongs to no API or is observed already. */
    static @Nullable ObservedRequest begin(ClientObserver observer, HttpRequest request, HttpContext context) {
        try {
            Observation call = observer.start(request.getMethod(), request.getUri());
            if (call == null || context.getAttribute(CURRENT) == request) {
                return null;
            }
            context.setAttribute(CURRENT, request);
            if (call.wantsRequestHeaders()) {
                call.requestHeaders(headers(request));
            }
            return new ObservedRequest(observer, call, context);
        } catch (URISyntaxException noUrl) {
            return null;
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
            return null;
        }
    }

    void answered(HttpResponse response) {
        try {
            context.removeAttribute(CURRENT);
            call.answered(response.getCode(), headers(response));
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
    }

    void failed(Throwable failure) {
        try {
            context.removeAttribute(CURRENT);
            call.failed(failure);
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
    }

    private static Map<String, Object> headers(HttpMessage message) {
        Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : message.getHeaders()) {
            Object before = headers.put(header.getName(), header.getValue());
            if (before != null) {
                List<Object> values = new ArrayList<>();
                if (before instanceof List<?> several) {
                    values.addAll(several);
                } else {
                    values.add(before);
                }
                values.add(header.getValue());
                headers.put(header.getName(), values);
            }
        }
        return headers;
    }
}
