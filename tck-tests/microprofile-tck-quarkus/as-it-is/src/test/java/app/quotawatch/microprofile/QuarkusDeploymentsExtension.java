package app.quotawatch.microprofile;

import org.jboss.arquillian.container.test.spi.client.deployment.ApplicationArchiveProcessor;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Makes of each deployment of the TCK what Quarkus needs. */
public final class QuarkusDeploymentsExtension implements LoadableExtension {

    /** Made by Arquillian, which finds it as a service. */
    public QuarkusDeploymentsExtension() {}

    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(ApplicationArchiveProcessor.class, SuperclassAppender.class);
    }
}
