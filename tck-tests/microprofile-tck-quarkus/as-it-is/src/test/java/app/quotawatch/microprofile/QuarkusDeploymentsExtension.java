package app.quotawatch.microprofile;

import org.jboss.arquillian.container.test.spi.client.deployment.ApplicationArchiveProcessor;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Adapts each deployment of the TCK to Quarkus. */
public final class QuarkusDeploymentsExtension implements LoadableExtension {

    /** Created by Arquillian, which discovers it as a service. */
    public QuarkusDeploymentsExtension() {}

    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(ApplicationArchiveProcessor.class, SuperclassAppender.class);
    }
}
