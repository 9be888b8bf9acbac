package app.quotawatch.benchmarks.start;

import jakarta.ws.rs.GET;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The one REST client. */
@RegisterRestClient(configKey = "things")
interface Things {

    @GET
    String get();
}
