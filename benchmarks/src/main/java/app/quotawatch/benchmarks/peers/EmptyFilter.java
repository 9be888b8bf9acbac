package app.quotawatch.benchmarks.peers;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;

/** The baseline: the cost of calling two filters. */
public final class EmptyFilter implements ClientRequestFilter, ClientResponseFilter {

    @Override
    public void filter(ClientRequestContext request) {
        // nothing is observed
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        // nothing is observed
    }
}
