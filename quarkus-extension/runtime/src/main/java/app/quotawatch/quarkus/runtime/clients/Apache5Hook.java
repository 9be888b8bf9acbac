package app.quotawatch.quarkus.runtime.clients;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

import org.apache.hc.client5.http.impl.async.H2AsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

import app.quotawatch.clients.apache5.QuotaWatchExec;
import app.quotawatch.rest.ClientRegistration;

/** Called by the constructor of each builder of Apache HttpClient 5. */
public final class Apache5Hook {

    private Apache5Hook() {}

    /** Observes the clients that this builder builds. */
    public static void onBuild(HttpClientBuilder builder) {
        if (!ClientRegistration.isExcluded()) {
            QuotaWatchExec.addTo(builder);
        }
    }

    /** Observes the clients that this builder builds, unless the AWS SDK creates it, whose calls are observed otherwise. */
    public static void onBuildOutsideAws(HttpClientBuilder builder) {
        if (!StackWalker.getInstance().walk(new IsAws())) {
            onBuild(builder);
        }
    }

    /** Observes the asynchronous clients that this builder builds. */
    public static void onBuild(HttpAsyncClientBuilder builder) {
        if (!ClientRegistration.isExcluded()) {
            QuotaWatchExec.addTo(builder);
        }
    }

    /** Observes the HTTP/2 clients that this builder builds. */
    public static void onBuild(H2AsyncClientBuilder builder) {
        if (!ClientRegistration.isExcluded()) {
            QuotaWatchExec.addTo(builder);
        }
    }

    /** Whether the first class outside of the client is one of the SDK. */
    private static final class IsAws implements Function<Stream<StackFrame>, Boolean> {

        @Override
        public Boolean apply(Stream<StackFrame> stack) {
            for (Iterator<StackFrame> frames = stack.iterator(); frames.hasNext();) {
                String name = frames.next().getClassName();
                if (!name.startsWith("org.apache.hc.") && !name.startsWith("app.quotawatch.quarkus.runtime.")) {
                    return name.startsWith("software.amazon.awssdk.");
                }
            }
            return false;
        }
    }
}
