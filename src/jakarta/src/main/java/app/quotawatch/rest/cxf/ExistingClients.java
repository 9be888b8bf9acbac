package app.quotawatch.rest.cxf;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Observes the clients of an implementation that was set up before the application, where its own means of extension come too
 * late. {@link #close()} takes everything back out, so that nothing holds an application that is gone.
 */
public interface ExistingClients extends AutoCloseable {

    /**
     * Observes what is there: nothing, on most platforms.
     *
     * @param application the class loader of the application whose clients are meant
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
            Logger.getLogger("app.quotawatch").log(Level.FINE, "QuotaWatch does not observe the server's CXF bus",
                    error);
            return none;
        }
    }

    @Override
    void close();
}
