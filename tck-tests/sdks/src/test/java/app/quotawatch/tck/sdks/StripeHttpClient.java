package app.quotawatch.tck.sdks;

import java.net.URL;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpURLConnectionClient;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;

import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.ClientObserver.Observation;

/** Observes Stripe's SDK, whose transport is the JDK's old client; the documentation shows it. */
final class StripeHttpClient extends HttpURLConnectionClient {

    private final ClientObserver observer;

    StripeHttpClient(ClientObserver observer) {
        this.observer = observer;
    }

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        URL url = request.url();
        Observation call = observer.start(request.method().name(), url.getProtocol(), url.getHost(), url.getPort(),
                url.getPath());
        try {
            StripeResponse response = super.request(request);
            if (call != null) {
                call.answered(response.code(), response.headers().map());
            }
            return response;
        } catch (Throwable failure) {
            if (call != null) {
                call.failed(failure);
            }
            throw failure;
        }
    }
}
