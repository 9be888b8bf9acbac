package app.quotawatch.quarkus.deployment.clients;

import java.util.function.BiFunction;

import org.objectweb.asm.ClassVisitor;

import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;

/**
 * Registers the filter pair on every client. Whether a client is injected or built with MicroProfile's or Jakarta REST's builder,
 * one method of the implementation creates it. The filters are registered there, because neither implementation has a hook that
 * also covers plain clients.
 */
final class RestClientProcessor {

    private static final String QUARKUS_REST = "org.jboss.resteasy.reactive.client.impl.ClientBuilderImpl";
    private static final String RESTEASY_CLASSIC = "org.jboss.resteasy.client.jaxrs.internal.ResteasyClientBuilderImpl";

    @BuildStep
    void observe(BuildProducer<BytecodeTransformerBuildItem> transformers) {
        hook(QUARKUS_REST, "app/quotawatch/quarkus/runtime/rest/RestClientHook", transformers);
        hook(RESTEASY_CLASSIC, "app/quotawatch/quarkus/runtime/ClassicClientHook", transformers);
    }

    private static void hook(String builder, String hook, BuildProducer<BytecodeTransformerBuildItem> transformers) {
        if (QuarkusClassLoader.isClassPresentAtRuntime(builder)) {
            BiFunction<String, ClassVisitor, ClassVisitor> visitor = (name, next) -> new BuilderHook(next, hook);
            transformers.produce(new BytecodeTransformerBuildItem.Builder()
                    .setClassToTransform(builder)
                    .setVisitorFunction(visitor)
                    .setCacheable(true)
                    .build());
        }
    }
}
