package app.quotawatch.microprofile;

import org.jboss.arquillian.container.test.spi.client.deployment.ApplicationArchiveProcessor;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Has each deployment keep its account. That it is observed is the doing of the extension, which the applications depend on. */
public final class ObservedDeploymentsExtension implements LoadableExtension {

    /** Made by Arquillian, which finds it as a service. */
    public ObservedDeploymentsExtension() {}

    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(ApplicationArchiveProcessor.class, KeeperAppender.class);
    }
}
