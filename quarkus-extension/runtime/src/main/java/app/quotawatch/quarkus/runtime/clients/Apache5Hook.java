package app.quotawatch.quarkus.runtime.clients;

import org.apache.hc.client5.http.impl.async.H2AsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

import app.quotawatch.clients.apache5.QuotaWatchExec;
import app.quotawatch.rest.ClientRegistration;

/** Called by the constructor of each builder of Apache HttpClient 5. */
public final class Apache5Hook {

    private Apache5Hook() {}

    /** Observes the clients that this builder builds. */
    public static void onBuild(HttpClientBuilder builder) {
        if (!ClientRegistration.isExcluded()) {
            QuotaWatchExec.addTo(builder);
        }
    }

    /** Observes the asynchronous clients that this builder builds. */
    public static void onBuild(HttpAsyncClientBuilder builder) {
        if (!ClientRegistration.isExcluded()) {
            QuotaWatchExec.addTo(builder);
        }
    }

    /** Observes the HTTP/2 clients that this builder builds. */
    public static void onBuild(H2AsyncClientBuilder builder) {
        if (!ClientRegistration.isExcluded()) {
            QuotaWatchExec.addTo(builder);
        }
    }
}
