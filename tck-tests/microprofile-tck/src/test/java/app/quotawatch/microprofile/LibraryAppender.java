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
 * Adds the jars to a deployment as libraries. Its beans.xml, which says that there is nothing to discover, is left out: the
 * embedded container makes one bean archive of a whole deployment, with one beans.xml merged from all, and would then discover
 * nothing in the deployment either; of a jar without one it discovers nothing, as is wanted.
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
