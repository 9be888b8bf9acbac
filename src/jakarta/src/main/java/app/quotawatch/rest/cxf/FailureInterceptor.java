package app.quotawatch.rest.cxf;

import org.apache.cxf.jaxrs.impl.PropertyHolderFactory;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageUtils;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

import app.quotawatch.rest.FailedCalls;

/**
 * Reports calls without a response: CXF unwinds the chain of a request that fails, on whatever thread. It is the first in the
 * chain and so is notified last, but still before CXF passes to the response filters of an asynchronous call a response that
 * was never received.
 */
final class FailureInterceptor extends AbstractPhaseInterceptor<Message> {

    FailureInterceptor() {
        super(Phase.SETUP);
    }

    @Override
    public void handleMessage(Message message) {
        // only failures matter here
    }

    @Override
    public void handleFault(Message message) {
        if (MessageUtils.isRequestor(message)) {
            FailedCalls.report(PropertyHolderFactory.getPropertyHolder(message).getProperty(FailedCalls.PROPERTY),
                    message.getContent(Exception.class));
        }
    }
}
