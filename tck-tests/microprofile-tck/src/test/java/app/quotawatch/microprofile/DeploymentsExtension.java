package app.quotawatch.microprofile;

import org.jboss.arquillian.container.test.spi.client.deployment.ApplicationArchiveProcessor;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Adds the library to every deployment, in the runs with QuotaWatch. */
public final class DeploymentsExtension implements LoadableExtension {

    /** Created by Arquillian, which discovers it as a service. */
    public DeploymentsExtension() {}

    @Override
    public void register(ExtensionBuilder builder) {
        if (Library.isPresent()) {
            builder.service(ApplicationArchiveProcessor.class, LibraryAppender.class);
            builder.observer(EndOfDeployment.class);
        }
    }
}
