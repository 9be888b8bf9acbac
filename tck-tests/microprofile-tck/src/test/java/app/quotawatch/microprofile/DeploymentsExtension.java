package app.quotawatch.microprofile;

import org.jboss.arquillian.container.test.spi.client.deployment.ApplicationArchiveProcessor;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Puts the library into every deployment, in the runs that have it. */
public final class DeploymentsExtension implements LoadableExtension {

    /** Made by Arquillian, which finds it as a service. */
    public DeploymentsExtension() {}

    @Override
    public void register(ExtensionBuilder builder) {
        if (Library.isPresent()) {
            builder.service(ApplicationArchiveProcessor.class, LibraryAppender.class);
            builder.observer(EndOfDeployment.class);
        }
    }
}
