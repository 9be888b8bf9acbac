package app.quotawatch.quarkus.deployment;

import app.quotawatch.spi.QuotaWatchProvider;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;

/** Registers what a native executable needs. Events are written without reflection and without a library. */
final class NativeProcessor {

    @BuildStep
    ServiceProviderBuildItem provider() {
        return ServiceProviderBuildItem.allProvidersFromClassPath(QuotaWatchProvider.class.getName());
    }

    /* Events are sent with the JDK's TLS. */
    @BuildStep
    ExtensionSslNativeSupportBuildItem ssl() {
        return new ExtensionSslNativeSupportBuildItem(QuotaWatchProcessor.FEATURE);
    }
}
