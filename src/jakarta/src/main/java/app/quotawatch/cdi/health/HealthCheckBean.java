package app.quotawatch.cdi.health;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.InjectionPoint;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** The health check as a bean for WildFly and TomEE. Elsewhere, its class is a bean. */
public final class HealthCheckBean implements Bean<HealthCheck> {

    /*
     * A container puts a bean that an extension adds into the archive of the bean's class, and only archives that can see that one
     * find the bean. WildFly looks for checks from its own module, which sees the beans of the application's archives, but not
     * those of a library that is no bean archive itself, such as ours. So the bean's class is the API's there, which every module
     * that uses the API sees. Other servers look for checks from the application, which on Open Liberty sees no bean of the API's;
     * and GlassFish takes only those whose class is annotated.
     *
     * TomEE 9 asks for the checks, and for their hash codes, before any context is active. When the container shuts down, after the
     * end of all contexts, it destroys them, and fails at one that is not a proxy. Then it neither informs other extensions nor
     * releases what it holds of the application. So the check is a proxy there, of a context that is always active.
     */
    private static final String WILDFLY = "org.jboss.modules.";
    private static final String TOMEE = "org.apache.tomee.microprofile.health.MPHealthCDIExtension";

    private final HealthSource source;
    private final Class<? extends Annotation> scope;

    private HealthCheckBean(HealthSource source, Class<? extends Annotation> scope) {
        this.source = source;
        this.scope = scope;
    }

    /** Returns whether the check is to be added as such a bean on this server. */
    public static boolean isNeeded() {
        return isWildFly() || isTomEE();
    }

    /** Adds the bean, and the context of its scope. */
    public static void add(AfterBeanDiscovery event, HealthSource source) {
        if (isTomEE()) {
            event.addContext(new ContainerContext());
            event.addBean(new HealthCheckBean(source, ContainerScoped.class));
        } else {
            event.addBean(new HealthCheckBean(source, Dependent.class));
        }
    }

    private static boolean isWildFly() {
        ClassLoader api = HealthCheck.class.getClassLoader();
        return api != null && api.getClass().getName().startsWith(WILDFLY);
    }

    private static boolean isTomEE() {
        try {
            Class.forName(TOMEE, false, HealthCheck.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    @Override
    public HealthCheck create(CreationalContext<HealthCheck> context) {
        return new QuotaWatchHealthCheck(source);
    }

    @Override
    public void destroy(HealthCheck instance, CreationalContext<HealthCheck> context) {
        context.release();
    }

    @Override
    public Class<?> getBeanClass() {
        return HealthCheck.class;
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return Set.of();
    }

    @Override
    public Set<Type> getTypes() {
        return Set.of(HealthCheck.class, Object.class);
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return Set.of(Readiness.Literal.INSTANCE, Any.Literal.INSTANCE);
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return scope;
    }

    @Override
    public @Nullable String getName() {
        return null;
    }

    @Override
    public Set<Class<? extends Annotation>> getStereotypes() {
        return Set.of();
    }

    @Override
    public boolean isAlternative() {
        return false;
    }

    @Override
    public String toString() {
        return "QuotaWatch's readiness check";
    }
}
