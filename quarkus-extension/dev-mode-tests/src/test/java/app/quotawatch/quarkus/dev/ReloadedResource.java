package app.quotawatch.quarkus.dev;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatch;

/** The resource that is changed while the application runs. */
@Path("/reloaded")
public class ReloadedResource {

    /** What no page may contain. */
    static final String SECRET = "sk-live-4f8a";

    private final QuotaWatch quotaWatch;
    private final String ingest;
    private final String api;

    ReloadedResource(QuotaWatch quotaWatch, @ConfigProperty(name = "quotawatch.ingest-url") String ingest,
            @ConfigProperty(name = "quotawatch.apis.things.base-url") String api) {
        this.quotaWatch = quotaWatch;
        this.ingest = ingest;
        this.api = api;
    }

    /** Returns the word that the test changes. */
    @GET
    @Path("/version")
    public String version() {
        return "first";
    }

    /** Returns the URL of the ingest. */
    @GET
    @Path("/ingest")
    public String ingest() {
        return ingest;
    }

    /** Calls the API and returns the outcome of its event. */
    @GET
    @Path("/call")
    public String call() {
        try (Client client = ClientBuilder.newClient()) {
            client.target(api).path("things/reloaded").queryParam("access_token", SECRET).request()
                    .header("Authorization", "Bearer " + SECRET).get(String.class);
        }
        FlushResult flushed = quotaWatch.flush();
        return flushed.outcome() + ", " + quotaWatch.deliveryStats().delivered() + " delivered";
    }
}
