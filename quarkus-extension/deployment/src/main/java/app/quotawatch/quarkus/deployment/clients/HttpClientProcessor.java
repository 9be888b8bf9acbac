package app.quotawatch.quarkus.deployment.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import app.quotawatch.config.ConfigReader;
import app.quotawatch.quarkus.runtime.QuotaWatchBuildSettings;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;
import io.quarkus.deployment.builditem.LiveReloadBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;

/**
 * Observes the HTTP clients that the application and its libraries build. A client's own class calls us where it is built. The JDK
 * cannot be changed, so for its client, every class that builds one does.
 */
final class HttpClientProcessor {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private static final String OKHTTP = "okhttp3.OkHttpClient";
    private static final String APACHE5 = "org.apache.hc.client5.http.impl.";
    private static final List<String> APACHE5_BUILDERS = List.of("classic.HttpClientBuilder",
            "async.HttpAsyncClientBuilder", "async.H2AsyncClientBuilder");

    /* One of the SDK's own HTTP clients is Apache's. */
    private static final String AWS = "software.amazon.awssdk.core.interceptor.ExecutionInterceptor";
    private static final String AWS_INTERCEPTOR = "app.quotawatch.clients.aws.QuotaWatchExecutionInterceptor";
    private static final String AWS_INTERCEPTORS = "software/amazon/awssdk/global/handlers/execution.interceptors";

    /* After those that need the original class, such as JaCoCo's. */
    private static final int PRIORITY = 1000;

    @BuildStep
    HttpClientsBuildItem find(QuotaWatchBuildSettings settings, ApplicationArchivesBuildItem archives,
            CurateOutcomeBuildItem curated, LiveReloadBuildItem liveReload) {
        QuotaWatchBuildSettings.Clients clients = settings.clients();
        if (!clients.enabled().orElse(true)) {
            return HttpClientsBuildItem.none();
        }
        List<HttpClientsBuildItem.Kind> kinds = new ArrayList<>();
        Set<String> jdk = clients.jdk() ? JdkClientScan.of(liveReload).find(archives, curated) : Set.of();
        if (!jdk.isEmpty()) {
            kinds.add(HttpClientsBuildItem.Kind.JDK);
        }
        if (clients.okhttp() && QuarkusClassLoader.isClassPresentAtRuntime(OKHTTP)) {
            kinds.add(HttpClientsBuildItem.Kind.OKHTTP);
        }
        if (clients.apache5() && QuarkusClassLoader.isClassPresentAtRuntime(APACHE5 + APACHE5_BUILDERS.get(0))) {
            kinds.add(HttpClientsBuildItem.Kind.APACHE5);
        }
        if (clients.vertx() && QuarkusClassLoader.isClassPresentAtRuntime(VertxClass.CLIENT.className())) {
            kinds.add(HttpClientsBuildItem.Kind.VERTX);
        }
        boolean observed = clients.enabled().isPresent() || ConfigReader.hasApis(ConfigProvider.getConfig());
        return new HttpClientsBuildItem(kinds, jdk, observed);
    }

    @BuildStep
    void jdk(HttpClientsBuildItem clients, BuildProducer<BytecodeTransformerBuildItem> transformers) {
        if (clients.observes(HttpClientsBuildItem.Kind.JDK)) {
            for (String name : clients.jdkClasses()) {
                transformers.produce(transformer(name, JdkCallSites::transform));
            }
        }
    }

    @BuildStep
    void okHttp(HttpClientsBuildItem clients, BuildProducer<BytecodeTransformerBuildItem> transformers) {
        if (clients.observes(HttpClientsBuildItem.Kind.OKHTTP)) {
            transformers.produce(transformer(OKHTTP, ConstructorHook::okHttp));
        }
    }

    @BuildStep
    void apache5(HttpClientsBuildItem clients, BuildProducer<BytecodeTransformerBuildItem> transformers) {
        if (clients.observes(HttpClientsBuildItem.Kind.APACHE5)) {
            boolean aws = QuarkusClassLoader.isClassPresentAtRuntime(AWS);
            for (String builder : APACHE5_BUILDERS) {
                boolean outsideAws = aws && builder.equals(APACHE5_BUILDERS.get(0)); // the SDK uses no other
                if (QuarkusClassLoader.isClassPresentAtRuntime(APACHE5 + builder)) {
                    transformers.produce(transformer(APACHE5 + builder,
                            outsideAws ? ConstructorHook::apache5OutsideAws : ConstructorHook::apache5));
                }
            }
        }
    }

    /* The SDK finds the interceptor on the class path, also where APIs are known only when the application starts. */
    @BuildStep
    void aws(QuotaWatchBuildSettings settings, BuildProducer<BytecodeTransformerBuildItem> transformers,
            BuildProducer<NativeImageResourceBuildItem> resources, BuildProducer<ReflectiveClassBuildItem> reflective) {
        QuotaWatchBuildSettings.Clients clients = settings.clients();
        if (!QuarkusClassLoader.isClassPresentAtRuntime(AWS)) {
            return;
        }
        if (!clients.aws() || !clients.enabled().orElse(true)) {
            transformers.produce(transformer(AWS_INTERCEPTOR, IdleInterceptor::of));
        }
        resources.produce(new NativeImageResourceBuildItem(AWS_INTERCEPTORS));
        reflective.produce(ReflectiveClassBuildItem.builder(AWS_INTERCEPTOR).build());
    }

    @BuildStep
    void vertx(HttpClientsBuildItem clients, BuildProducer<BytecodeTransformerBuildItem> transformers) {
        if (!clients.observes(HttpClientsBuildItem.Kind.VERTX)) {
            return;
        }
        List<BytecodeTransformerBuildItem> changes = new ArrayList<>();
        for (VertxClass part : VertxClass.values()) {
            byte[] bytes = bytes(part.className());
            if (bytes == null && part == VertxClass.REST_CLIENT) {
                continue;
            }
            if (bytes == null || !part.fits(bytes)) {
                LOGGER.warnf(
                        "QuotaWatch: calls of Vert.x's HTTP client are not observed, because this version of %s is "
                                + "unknown; quarkus.quotawatch.clients.vertx=false omits this message",
                        part.className());
                return;
            }
            changes.add(transformer(part.className(), part::transform));
        }
        transformers.produce(changes);
    }

    private static byte @Nullable [] bytes(String name) {
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /*
     * Not a visitor: with one, Quarkus computes the stack frames of the class anew, for which it loads classes that the
     * application may not have.
     */
    private static BytecodeTransformerBuildItem transformer(String name, BiFunction<String, byte[], byte[]> change) {
        return new BytecodeTransformerBuildItem.Builder()
                .setClassToTransform(name)
                .setInputTransformer(change)
                .setPriority(PRIORITY)
                .setCacheable(false) // a live reload may add or remove the only API
                .build();
    }
}
