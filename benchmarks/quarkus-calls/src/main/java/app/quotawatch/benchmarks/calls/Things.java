package app.quotawatch.benchmarks.calls;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The API. */
@Path("/v1/things")
@RegisterRestClient(configKey = "things")
interface Things {

    @GET
    String get();
}
