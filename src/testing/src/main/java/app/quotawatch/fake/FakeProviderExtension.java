package app.quotawatch.fake;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ModifierSupport;

/** Starts the providers of a test and stops them. */
final class FakeProviderExtension
        implements
            BeforeAllCallback,
            BeforeEachCallback,
            AfterEachCallback,
            AfterAllCallback,
            ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(FakeProviderExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        for (Field field : AnnotationSupport.findAnnotatedFields(context.getRequiredTestClass(), FakeProvider.class,
                ModifierSupport::isStatic)) {
            inject(null, field, context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            for (Field field : AnnotationSupport.findAnnotatedFields(instance.getClass(), FakeProvider.class,
                    ModifierSupport::isNotStatic)) {
                inject(instance, field, context);
            }
        }
    }

    private static void inject(@Nullable Object instance, Field field, ExtensionContext context)
            throws IllegalAccessException {
        if (!field.getType().isAssignableFrom(FakeApi.class)) {
            throw new ExtensionConfigurationException("@FakeProvider requires the type FakeApi: " + field);
        }
        if (ModifierSupport.isFinal(field)) {
            throw new ExtensionConfigurationException("@FakeProvider requires a field that is not final: " + field);
        }
        field.setAccessible(true);
        field.set(instance, start(field.getAnnotation(FakeProvider.class), context));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(FakeProvider.class)
                && parameter.getParameter().getType().isAssignableFrom(FakeApi.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return start(parameter.findAnnotation(FakeProvider.class).orElseThrow(), context);
    }

    private static FakeApi start(FakeProvider provider, ExtensionContext context) {
        FakeApi api = FakeApi.builder(provider.value()).limits(provider.limits()).start();
        context.getStore(NAMESPACE).getOrComputeIfAbsent(context.getUniqueId(), id -> new Started(), Started.class)
                .add(api);
        return api;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stop(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop(context);
    }

    /* The key is the context's own: the store of a context shows the values of its parents, too. */
    private static void stop(ExtensionContext context) {
        Started started = context.getStore(NAMESPACE).remove(context.getUniqueId(), Started.class);
        if (started != null) {
            started.close();
        }
    }

    /** Not AutoCloseable: which versions of JUnit close such a value differs. */
    private static final class Started {

        private final List<FakeApi> apis = new ArrayList<>();

        void add(FakeApi api) {
            apis.add(api);
        }

        void close() {
            apis.forEach(FakeApi::close);
        }
    }
}
