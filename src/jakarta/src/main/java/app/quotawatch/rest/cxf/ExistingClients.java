package app.quotawatch.rest.cxf;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Observes the clients of an implementation that was set up before the application, where its own means of extension come too
 * late. {@link #close()} removes everything again, so that nothing retains an application that has stopped.
 */
public interface ExistingClients extends AutoCloseable {

    /**
     * Observes the existing clients: on most platforms there are none.
     *
     * @param application the class loader of the application whose clients are observed
     */
    static ExistingClients observe(ClassLoader application) {
        ExistingClients none = () -> {};
        try {
            Class.forName("org.apache.cxf.jaxrs.client.ClientProviderFactory", false,
                    ExistingClients.class.getClassLoader());
            ExistingClients found = ServerBus.of(application);
            return found == null ? none : found;
        } catch (ClassNotFoundException usual) {
            return none;
        } catch (RuntimeException | LinkageError error) {
            Logger.getLogger("app.quotawatch").log(Level.FINE, "QuotaWatch cannot observe the server's CXF bus",
                    error);
            return none;
        }
    }

    @Override
    void close();
}
