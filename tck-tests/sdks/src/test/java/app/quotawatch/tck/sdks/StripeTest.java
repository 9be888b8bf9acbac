package app.quotawatch.tck.sdks;

import com.stripe.StripeClient;

import app.quotawatch.spi.ClientObserver;

class StripeTest extends SdkContract {

    @Override
    Sdk sdk() {
        return Sdk.STRIPE;
    }

    @Override
    String body() {
        return "{\"id\":\"cus_1\",\"object\":\"customer\",\"email\":\"hello\"}";
    }

    @Override
    SdkClient client(Setup setup) {
        StripeClient.StripeClientBuilder builder = StripeClient.builder().setApiKey("key")
                .setApiBase(setup.provider().toString()).setMaxNetworkRetries(setup.retries())
                .setReadTimeout(setup.timeoutMillis());
        if (setup.observed()) {
            builder.setHttpClient(new StripeHttpClient(ClientObserver.ofCurrentApplication()));
        }
        StripeClient client = builder.build();
        return () -> client.v1().customers().retrieve("cus_1").getEmail();
    }
}
