package app.quotawatch.microprofile;

import org.jboss.arquillian.container.test.spi.client.deployment.ApplicationArchiveProcessor;
import org.jboss.arquillian.test.spi.TestClass;
import org.jboss.arquillian.testng.Arquillian;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.container.ClassContainer;

/** Adds the superclasses of the test class to a deployment, because Quarkus runs tests in the application's class loader. */
final class SuperclassAppender implements ApplicationArchiveProcessor {

    @Override
    public void process(Archive<?> deployment, TestClass test) {
        if (deployment instanceof ClassContainer<?> classes) {
            for (Class<?> type = test.getJavaClass().getSuperclass(); type != null && type != Arquillian.class
                    && type != Object.class; type = type.getSuperclass()) {
                classes.addClass(type);
            }
        }
    }
}
