package app.quotawatch.rest.resteasy;

import java.lang.ref.WeakReference;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.ws.rs.client.ClientRequestContext;

import org.jspecify.annotations.Nullable;

import app.quotawatch.spi.ClientObserver.Observation;

/**
 * Ends the observation of a RESTEasy call that receives no response: immediately, and with the exception that the application
 * gets. Where RESTEasy is not as expected, it switches itself off, and such calls are noticed once they are abandoned.
 */
public final class EngineWatch {

    /*
     * After the last request filter, RESTEasy reads a field of the invocation and asks for the engine:
     *     client.httpEngine().invoke(this)
     * There is no hook between the filter and the engine, and a failing engine calls nothing that could be observed. So our
     * filter, which is the last, replaces the client of the invocation, for this one question. ClientOfOneCall puts the real
     * client back before it responds with the real engine inside EngineOfOneCall. Only ClientInvocation ever gets either of them;
     * what the engine returns or throws passes through as it is.
     *
     * All of it uses the classes of the request at hand, because an application on a server may not see RESTEasy's. They are
     * referenced weakly: RESTEasy may be in an application, and this class in the server. A change of RESTEasy's version between
     * calls is rare, so the last one suffices.
     */
    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");
    private static final ClassValue<Boolean> IS_RESTEASY = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> request) {
            return Internals.declaring(request) != null;
        }
    };
    private static volatile WeakReference<@Nullable Internals> last = new WeakReference<>(null);
    private static volatile WeakReference<@Nullable Class<?>> unsuitable = new WeakReference<>(null);

    private EngineWatch() {}

    /**
     * Reports the failure of a call to its observation, if it is a call of RESTEasy. A request filter of the same priority that
     * runs after this method gets a {@code ResteasyClient} from {@code request.getClient()} that is not a
     * {@code ResteasyClientImpl}.
     *
     * @param request the request, in its last filter
     * @param call the call of this request
     * @param carrier what {@link Observation#failWhenAbandoned} watches
     */
    public static void watch(ClientRequestContext request, Observation call, RedirectListener carrier) {
        Class<?> type = request.getClass();
        Internals known = last.get();
        boolean isKnown = known != null && known.request() == type;
        if (!isKnown && !IS_RESTEASY.get(type) || unsuitable.get() == type) {
            return;
        }
        try {
            Internals internals = known;
            if (internals == null || !isKnown) {
                internals = Internals.of(type);
                last = new WeakReference<>(internals);
            }
            internals.watch(request, new WatchedCall(call, carrier));
        } catch (VirtualMachineError exhausted) {
            // not RESTEasy's fault, so it is used for the next call again
        } catch (Throwable different) { // native images report what is not registered with errors of their own
            unsuitable = new WeakReference<>(type);
            LOGGER.log(Level.FINE, "QuotaWatch notices failed calls late, because this RESTEasy is not as expected",
                    different);
        }
    }
}
