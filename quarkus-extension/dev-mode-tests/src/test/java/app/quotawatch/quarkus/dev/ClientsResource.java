package app.quotawatch.quarkus.dev;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import app.quotawatch.QuotaWatch;

/** The resource that gets a client of the JDK while the application runs. */
@Path("/clients")
public class ClientsResource {

    private final QuotaWatch quotaWatch;
    private final String api;

    ClientsResource(QuotaWatch quotaWatch, @ConfigProperty(name = "test.api") String api) {
        this.quotaWatch = quotaWatch;
        this.api = api;
    }

    /** Calls the API and returns how many events were delivered. */
    @GET
    @Path("/call")
    public String call() throws IOException, InterruptedException {
        HttpClient client = null; // changed
        if (client == null) {
            return "no client";
        }
        client.send(HttpRequest.newBuilder(URI.create(api + "/things/dev")).build(), BodyHandlers.ofString());
        quotaWatch.flush();
        return quotaWatch.deliveryStats().delivered() + " delivered";
    }
}
