package app.quotawatch.rest.cxf;

import java.net.URI;

import org.apache.cxf.jaxrs.impl.PropertyHolderFactory;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageUtils;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.jspecify.annotations.Nullable;

import app.quotawatch.rest.Redirects;

/** Reports which URL responded where CXF has followed redirects: before it calls the response filters. */
final class RedirectInterceptor extends AbstractPhaseInterceptor<Message> {

    /* Where CXF's conduit leaves the URL to which it sends the request again. */
    private static final String REDIRECTED_TO = "transport.retransmit.url";

    RedirectInterceptor() {
        super(Phase.RECEIVE);
    }

    @Override
    public void handleMessage(Message response) {
        Message request = response.getExchange() == null ? null : response.getExchange().getOutMessage();
        if (request == null || !MessageUtils.isRequestor(request)
                || !(request.get(REDIRECTED_TO) instanceof String url)) {
            return;
        }
        Redirects.report(PropertyHolderFactory.getPropertyHolder(request).getProperty(Redirects.PROPERTY), uri(url));
    }

    private static @Nullable URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
