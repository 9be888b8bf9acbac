package app.quotawatch.quarkus.deployment;

import java.net.http.HttpClient;

import app.quotawatch.spi.QuotaWatchProvider;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveMethodBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;

/** What a native executable would miss. Events are written without reflection; JSON-P is registered by its own extension. */
final class NativeProcessor {

    @BuildStep
    ServiceProviderBuildItem provider() {
        return ServiceProviderBuildItem.allProvidersFromClassPath(QuotaWatchProvider.class.getName());
    }

    /* The ingest is called by java.net.http. */
    @BuildStep
    ExtensionSslNativeSupportBuildItem ssl() {
        return new ExtensionSslNativeSupportBuildItem(QuotaWatchProcessor.FEATURE);
    }

    /* The library is compiled for Java 17 and calls by name what newer versions have. */
    @BuildStep
    ReflectiveMethodBuildItem shutdownOfHttpClient() {
        return new ReflectiveMethodBuildItem("ends the HTTP client of QuotaWatch", HttpClient.class.getName(),
                "shutdownNow", new String[0]);
    }
}
