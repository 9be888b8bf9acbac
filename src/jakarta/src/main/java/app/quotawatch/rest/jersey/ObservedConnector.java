package app.quotawatch.rest.jersey;

import java.util.concurrent.Future;

import org.glassfish.jersey.client.ClientRequest;
import org.glassfish.jersey.client.ClientResponse;
import org.glassfish.jersey.client.spi.AsyncConnectorCallback;
import org.glassfish.jersey.client.spi.Connector;

import app.quotawatch.rest.CallFilter;
import app.quotawatch.rest.FailedCalls;

/** Calls the filter pair around a connector, as Jersey does for a client on which it is registered. */
record ObservedConnector(Connector connector, CallFilter filter) implements Connector {

    @Override
    public ClientResponse apply(ClientRequest request) {
        filter.filter(request);
        ClientResponse response;
        try {
            response = connector.apply(request);
        } catch (Throwable error) { // the application's
            FailedCalls.report(request, error);
            throw error;
        }
        filter.filter(request, response);
        return response;
    }

    @Override
    public Future<?> apply(ClientRequest request, AsyncConnectorCallback callback) {
        filter.filter(request);
        try {
            return connector.apply(request, new ObservedCallback(request, filter, callback));
        } catch (Throwable error) { // the application's
            FailedCalls.report(request, error);
            throw error;
        }
    }

    @Override
    public String getName() {
        return connector.getName();
    }

    @Override
    public void close() {
        connector.close();
    }

    private record ObservedCallback(ClientRequest request, CallFilter filter, AsyncConnectorCallback callback)
            implements
                AsyncConnectorCallback {

        @Override
        public void response(ClientResponse response) {
            filter.filter(request, response);
            callback.response(response);
        }

        @Override
        public void failure(Throwable error) {
            FailedCalls.report(request, error);
            callback.failure(error);
        }
    }
}
