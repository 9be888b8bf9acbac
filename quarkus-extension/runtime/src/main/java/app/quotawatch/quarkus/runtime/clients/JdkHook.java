package app.quotawatch.quarkus.runtime.clients;

import java.net.http.HttpClient;

import org.jspecify.annotations.Nullable;

import app.quotawatch.clients.jdk.QuotaWatchHttpClient;
import app.quotawatch.rest.ClientRegistration;

/** Called for each {@link HttpClient} that code of the application or of a library builds. */
public final class JdkHook {

    private JdkHook() {}

    /**
     * Returns a client that behaves as this one does and whose calls are observed.
     *
     * @param client one of a library's own class is returned as it is: it sends through one of the JDK's, which is observed
     */
    @SuppressWarnings("NullAway") // what is wrong with null is logged there
    public static @Nullable HttpClient observe(@Nullable HttpClient client) {
        if (client != null && client.getClass().getModule() != HttpClient.class.getModule()
                || ClientRegistration.isExcluded()) {
            return client;
        }
        return QuotaWatchHttpClient.observe(client);
    }

    /** Takes the place of {@code HttpClient::newHttpClient}. */
    public static @Nullable HttpClient newHttpClient() {
        return observe(HttpClient.newHttpClient());
    }

    /** Takes the place of {@code HttpClient.Builder::build}. */
    public static @Nullable HttpClient build(HttpClient.Builder builder) {
        return observe(builder.build());
    }
}
