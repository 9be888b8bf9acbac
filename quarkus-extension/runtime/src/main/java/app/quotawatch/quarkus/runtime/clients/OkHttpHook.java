package app.quotawatch.quarkus.runtime.clients;

import org.jspecify.annotations.Nullable;

import app.quotawatch.clients.okhttp.QuotaWatchInterceptor;
import app.quotawatch.rest.ClientRegistration;
import okhttp3.OkHttpClient;

/** Called by the constructor of each {@link OkHttpClient}. */
public final class OkHttpHook {

    private OkHttpHook() {}

    /** Adds the interceptor, once, after those of the application. */
    @SuppressWarnings("NullAway") // what is wrong with null is logged there
    public static void onBuild(OkHttpClient.@Nullable Builder builder) {
        if (!ClientRegistration.isExcluded()) {
            QuotaWatchInterceptor.addTo(builder);
        }
    }
}
