package app.quotawatch.cdi.health;

import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;

import org.jspecify.annotations.Nullable;

/** The context of {@link ContainerScoped}, which is always active. Thread-safe. */
final class ContainerContext implements AlterableContext {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Contextual<?>, Held<?>> instances = new HashMap<>();

    @Override
    public Class<? extends Annotation> getScope() {
        return ContainerScoped.class;
    }

    @Override
    public <T> @Nullable T get(Contextual<T> bean) {
        return get(bean, null);
    }

    @Override
    @SuppressWarnings("unchecked") // put under the same bean
    public <T> @Nullable T get(Contextual<T> bean, @Nullable CreationalContext<T> context) {
        lock.lock();
        try {
            Held<T> held = (Held<T>) instances.get(bean);
            if (held == null && context != null) {
                held = new Held<>(bean, bean.create(context), context);
                instances.put(bean, held);
            }
            return held == null ? null : held.instance;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void destroy(Contextual<?> bean) {
        Held<?> held;
        lock.lock();
        try {
            held = instances.remove(bean);
        } finally {
            lock.unlock();
        }
        if (held != null) {
            held.destroy();
        }
    }

    @Override
    public boolean isActive() {
        return true;
    }

    private record Held<T>(Contextual<T> bean, T instance, CreationalContext<T> context) {

        void destroy() {
            bean.destroy(instance, context);
        }
    }
}
