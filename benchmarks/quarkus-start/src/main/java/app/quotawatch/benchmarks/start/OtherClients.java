package app.quotawatch.benchmarks.start;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import jakarta.inject.Singleton;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.Startup;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** One client of each kind that the extension hooks, built at the start as an SDK's would be. */
@Startup
@Singleton
class OtherClients {

    private final String url;
    private final HttpClient jdk = HttpClient.newHttpClient();
    private final OkHttpClient okHttp = new OkHttpClient.Builder().build();
    private final CloseableHttpClient apache = HttpClients.createDefault();

    OtherClients(@ConfigProperty(name = "quarkus.rest-client.things.url") String url) {
        this.url = url;
    }

    void call() throws IOException, InterruptedException {
        jdk.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        try (Response response = okHttp.newCall(new Request.Builder().url(url).build()).execute()) {
            response.body();
        }
        apache.execute(new HttpGet(url), response -> response.getCode());
    }
}
