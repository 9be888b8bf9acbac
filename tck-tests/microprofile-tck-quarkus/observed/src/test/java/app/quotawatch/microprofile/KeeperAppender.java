package app.quotawatch.microprofile;

import org.jboss.arquillian.container.test.spi.client.deployment.ApplicationArchiveProcessor;
import org.jboss.arquillian.test.spi.TestClass;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.container.ClassContainer;

/** Adds the bean that keeps the account of a deployment. */
final class KeeperAppender implements ApplicationArchiveProcessor {

    @Override
    public void process(Archive<?> deployment, TestClass test) {
        if (deployment instanceof ClassContainer<?> classes) {
            classes.addClasses(AccountKeeper.class, Accounts.class);
        }
    }
}
