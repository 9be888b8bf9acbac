package software.amazon.awssdk;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** Builds a client as the AWS SDK does. */
public final class SdkClient {

    private SdkClient() {}

    /** Returns a new client. */
    public static CloseableHttpClient create() {
        return HttpClients.custom().build();
    }
}
