package app.quotawatch.clients.apache5;

import java.util.Map;
import java.util.logging.Logger;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.ClientObserver.Observation;
import app.quotawatch.spi.HeaderLines;

/** One request that is sent. */
final class ObservedRequest {

    /* Names, in the context, the request that is observed: a second hook into the same client lets it pass. */
    private static final String CURRENT = "app.quotawatch.request";

    private static final Logger LOGGER = Logger.getLogger(ObservedRequest.class.getName());

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
            URIAuthority authority = request.getAuthority();
            Observation call = authority == null
                    ? null
                    : observer.start(request.getMethod(), request.getScheme(), authority.getHostName(),
                            authority.getPort(), request.getPath());
            if (call == null) {
                return null;
            }
            if (context.getAttribute(CURRENT) == request) {
                LOGGER.fine("not observed again");
                return null;
            }
            context.setAttribute(CURRENT, request);
            if (call.wantsRequestHeaders()) {
                call.requestHeaders(headers(request));
            }
            return new ObservedRequest(observer, call, context);
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

    private static Map<String, @Nullable String> headers(HttpMessage message) {
        return HeaderLines.asMap(new Lines(message.getHeaders()));
    }

    private static final class Lines implements HeaderLines {

        private final Header[] headers;

        Lines(Header[] headers) {
            this.headers = headers;
        }

        @Override
        public int count() {
            return headers.length;
        }

        @Override
        public @Nullable String name(int line) {
            return headers[line].getName();
        }

        @Override
        public @Nullable String value(int line) {
            return headers[line].getValue();
        }
    }
}
