package app.quotawatch.quarkus.deployment;

import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import app.quotawatch.config.ConfigReader;
import app.quotawatch.keys.ConfigKey;
import app.quotawatch.spi.fleet.FleetStoreProvider;
import io.quarkus.arc.deployment.GeneratedBeanBuildItem;
import io.quarkus.arc.deployment.GeneratedBeanGizmoAdaptor;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourcePatternsBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;
import io.quarkus.gizmo.ClassCreator;
import io.quarkus.gizmo.ClassOutput;
import io.quarkus.gizmo.FieldCreator;

/** Provides what the fleet's store uses of the application: its Redis client, which exists only if something injects it. */
final class FleetProcessor {

    private static final String BEAN = "app.quotawatch.quarkus.runtime.fleet.RedisUser";
    private static final String REDIS = "io.vertx.redis.client.Redis";
    private static final String NAME = "io.quarkus.redis.client.RedisClientName";

    /* Refers to the extension's classes by name only: most applications do not have them. */
    @BuildStep
    void redis(Capabilities capabilities, BuildProducer<GeneratedBeanBuildItem> beans,
            BuildProducer<UnremovableBeanBuildItem> unremovable) {
        Config config = ConfigProvider.getConfig();
        if (!ConfigReader.isEnabled(config) || !"redis".equals(value(config, ConfigKey.FLEET_STORE).orElse(""))
                || capabilities.isMissing(Capability.REDIS_CLIENT)) {
            return;
        }
        ClassOutput output = new GeneratedBeanGizmoAdaptor(beans);
        try (ClassCreator bean = ClassCreator.builder().classOutput(output).className(BEAN).build()) {
            bean.addAnnotation(Singleton.class);
            FieldCreator client = bean.getFieldCreator("client", REDIS).setModifiers(0);
            client.addAnnotation(Inject.class);
            Optional<String> name = value(config, ConfigKey.FLEET_REDIS_CLIENT);
            if (name.isPresent()) {
                client.addAnnotation(NAME).addValue("value", name.get());
            }
        }
        unremovable.produce(UnremovableBeanBuildItem.beanClassNames(BEAN));
    }

    private static Optional<String> value(Config config, ConfigKey key) {
        return config.getOptionalValue(key.key(), String.class).map(String::strip);
    }

    @BuildStep
    ServiceProviderBuildItem stores() {
        return ServiceProviderBuildItem.allProvidersFromClassPath(FleetStoreProvider.class.getName());
    }

    @BuildStep
    NativeImageResourcePatternsBuildItem scripts() {
        return NativeImageResourcePatternsBuildItem.builder().includeGlob("app/quotawatch/fleet/redis/model/*.lua")
                .build();
    }
}
