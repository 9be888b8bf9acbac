package app.quotawatch.quarkus.dev;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import app.quotawatch.QuotaWatch;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;

/** Calls an API with clients that no line of code makes observed. */
@ApplicationScoped
public class CalledClients {

    private final QuotaWatch quotaWatch;
    private final Vertx vertx;
    private final String api;

    CalledClients(QuotaWatch quotaWatch, Vertx vertx,
            @ConfigProperty(name = "quotawatch.apis.things.base-url") String api) {
        this.quotaWatch = quotaWatch;
        this.vertx = vertx;
        this.api = api;
    }

    /** Makes one call with the JDK's client and one with Vert.x's, and returns how many calls were recorded after each. */
    public String call() throws Exception {
        long before = quotaWatch.deliveryStats().recorded();
        HttpClient client = HttpClient.newHttpClient();
        client.send(HttpRequest.newBuilder(URI.create(api + "/things/jdk")).build(), BodyHandlers.ofString());
        long jdk = quotaWatch.deliveryStats().recorded() - before;
        vertx.createHttpClient().request(new RequestOptions().setAbsoluteURI(api + "/things/vertx"))
                .compose(HttpClientRequest::send)
                .toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        return jdk + ", " + (quotaWatch.deliveryStats().recorded() - before);
    }
}
