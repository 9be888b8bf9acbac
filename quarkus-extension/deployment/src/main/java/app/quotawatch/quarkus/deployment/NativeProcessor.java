package app.quotawatch.quarkus.deployment;

import app.quotawatch.engine.EngineProvider;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;

/** Registers what a native executable needs. Events are written without reflection and without a library. */
final class NativeProcessor {

    @BuildStep
    ReflectiveClassBuildItem provider() {
        return ReflectiveClassBuildItem.builder(EngineProvider.class).constructors().build();
    }

    /* Events are sent with the JDK's TLS. */
    @BuildStep
    ExtensionSslNativeSupportBuildItem ssl() {
        return new ExtensionSslNativeSupportBuildItem(QuotaWatchProcessor.FEATURE);
    }
}
