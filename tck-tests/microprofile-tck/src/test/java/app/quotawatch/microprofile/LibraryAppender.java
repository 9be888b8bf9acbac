package app.quotawatch.microprofile;

import java.io.File;

import org.jboss.arquillian.container.test.spi.client.deployment.ApplicationArchiveProcessor;
import org.jboss.arquillian.test.spi.TestClass;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.container.LibraryContainer;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/**
 * Adds the jars to a deployment as libraries, without their beans.xml, which disables bean discovery. The embedded container treats
 * a whole deployment as one bean archive with one merged beans.xml, so that file would disable discovery in the deployment too.
 * In a jar without beans.xml nothing is discovered, as intended.
 */
final class LibraryAppender implements ApplicationArchiveProcessor {

    private static final String BEANS_XML = ".*/beans\\.xml";

    @Override
    public void process(Archive<?> deployment, TestClass testClass) {
        if (deployment instanceof LibraryContainer<?> container) {
            for (File file : Library.jars()) {
                JavaArchive jar = ShrinkWrap.createFromZipFile(JavaArchive.class, file);
                container.addAsLibrary(ShrinkWrap.create(JavaArchive.class, jar.getName())
                        .merge(jar, Filters.exclude(BEANS_XML)));
            }
        }
    }
}
