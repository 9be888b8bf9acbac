package app.quotawatch.microprofile;

import org.jboss.arquillian.container.test.spi.client.deployment.ApplicationArchiveProcessor;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Adds the account of each deployment to the run. The Quarkus extension, a dependency of the applications, observes the calls. */
public final class ObservedDeploymentsExtension implements LoadableExtension {

    /** Created by Arquillian, which discovers it as a service. */
    public ObservedDeploymentsExtension() {}

    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(ApplicationArchiveProcessor.class, KeeperAppender.class);
    }
}
