package app.quotawatch.quarkus.deployment;

import java.net.http.HttpClient;

import app.quotawatch.spi.QuotaWatchProvider;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveMethodBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;

/** Registers what a native executable needs. Events are written without reflection; JSON-P has its own extension. */
final class NativeProcessor {

    @BuildStep
    ServiceProviderBuildItem provider() {
        return ServiceProviderBuildItem.allProvidersFromClassPath(QuotaWatchProvider.class.getName());
    }

    /* Events are sent with java.net.http. */
    @BuildStep
    ExtensionSslNativeSupportBuildItem ssl() {
        return new ExtensionSslNativeSupportBuildItem(QuotaWatchProcessor.FEATURE);
    }

    /* The library is compiled for Java 17 and calls methods of newer versions by reflection. */
    @BuildStep
    ReflectiveMethodBuildItem shutdownOfHttpClient() {
        return new ReflectiveMethodBuildItem("shuts down QuotaWatch's HTTP client", HttpClient.class.getName(),
                "shutdownNow", new String[0]);
    }
}
