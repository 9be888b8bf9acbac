package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.QuotaWatch;
import app.quotawatch.clients.apache5.QuotaWatchExec;
import app.quotawatch.clients.jdk.QuotaWatchHttpClient;
import app.quotawatch.clients.okhttp.QuotaWatchInterceptor;
import app.quotawatch.quarkus.test.library.LibraryClient;
import app.quotawatch.quarkus.test.support.Apps;
import app.quotawatch.quarkus.test.support.World;
import app.quotawatch.tck.clients.ThingsClient;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import io.quarkus.test.QuarkusUnitTest;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Clients that the application and its libraries build themselves are observed without code, each call once. */
class HttpClientsTest {

    private static final int SECONDS = 30;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.observed()
            .withAdditionalDependency(jar -> jar.addPackage(LibraryClient.class.getPackage()))
            .overrideRuntimeConfigKey("quarkus.rest-client.things.shared", "true")
            .overrideRuntimeConfigKey("quarkus.rest-client.things.name", "shared");

    @Inject
    QuotaWatch quotaWatch;

    @Inject
    @RestClient
    ThingsClient things;

    @Test
    void jdkClientOfTheApplication_isObserved() throws Exception {
        assertThat(LibraryClient.call(HttpClient.newHttpClient(), uri("jdk-own"))).isEqualTo("a thing");

        assertObservedOnce("jdk-own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEFAULT", "BUILT", "REFERRED", "REFERRED_BUILDER"})
    void jdkClientOfALibrary_isObserved(String way) throws Exception {
        assertThat(LibraryClient.valueOf(way).call(uri("jdk-" + way))).isEqualTo("a thing");

        assertObservedOnce("jdk-" + way);
    }

    @Test
    void jdkClientOfALibraryInAJar_isObserved() {
        HttpRequest request = HttpRequest.builder().method(HttpMethod.GET).url(uri("jdk-jar").toString()).build();

        assertThat(JdkHttpClient.builder().build().execute(request).body()).isEqualTo("a thing");

        assertObservedOnce("jdk-jar");
    }

    @Test
    void jdkClientObservedByHand_isNotObservedTwice() throws Exception {
        HttpClient client = QuotaWatchHttpClient.observe(HttpClient.newHttpClient());

        LibraryClient.call(client, uri("jdk-by-hand"));

        assertObservedOnce("jdk-by-hand");
    }

    @Test
    void okHttpClient_isObserved() throws Exception {
        assertThat(call(new OkHttpClient(), "okhttp-default")).isEqualTo("a thing");
        call(new OkHttpClient.Builder().build(), "okhttp-built");

        assertObservedOnce("okhttp-default");
        assertObservedOnce("okhttp-built");
    }

    @Test
    void okHttpClientOfAnotherClientOrBuilder_isNotObservedTwice() throws Exception {
        OkHttpClient.Builder builder = new OkHttpClient.Builder();
        builder.build();

        call(builder.build(), "okhttp-again");
        call(new OkHttpClient().newBuilder().build(), "okhttp-derived");
        call(QuotaWatchInterceptor.addTo(new OkHttpClient.Builder()).build(), "okhttp-by-hand");

        assertObservedOnce("okhttp-again");
        assertObservedOnce("okhttp-derived");
        assertObservedOnce("okhttp-by-hand");
    }

    @Test
    void apacheClient_isObserved() throws Exception {
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            assertThat(call(client, "apache-default")).isEqualTo("a thing");
        }
        try (CloseableHttpClient client = HttpClients.custom().disableAutomaticRetries().build()) {
            call(client, "apache-custom");
        }

        assertObservedOnce("apache-default");
        assertObservedOnce("apache-custom");
    }

    @Test
    void apacheClientObservedByHand_isNotObservedTwice() throws Exception {
        try (CloseableHttpClient client = QuotaWatchExec.addTo(HttpClients.custom()).build()) {
            call(client, "apache-by-hand");
        }

        assertObservedOnce("apache-by-hand");
    }

    @Test
    void asynchronousApacheClient_isObserved() throws Exception {
        try (CloseableHttpAsyncClient client = HttpAsyncClients.createDefault()) {
            client.start();
            SimpleHttpRequest request = SimpleRequestBuilder.get(uri("apache-async")).build();
            assertThat(client.execute(request, null).get(SECONDS, TimeUnit.SECONDS).getBodyText())
                    .isEqualTo("a thing");
        }

        assertObservedOnce("apache-async");
    }

    @Test
    void restClientOnASharedClient_isNotObservedTwice() {
        things.get("rest", "hush");

        assertObservedOnce("rest");
    }

    private static URI uri(String id) {
        return URI.create(World.upstreamUrl() + "/things/" + id);
    }

    private static String call(OkHttpClient client, String id) throws IOException {
        Request request = new Request.Builder().url(uri(id).toString()).build();
        try (Response response = client.newCall(request).execute()) {
            return response.body().string();
        }
    }

    private static String call(CloseableHttpClient client, String id) throws IOException {
        return client.execute(new HttpGet(uri(id)), response -> EntityUtils.toString(response.getEntity()));
    }

    private void assertObservedOnce(String id) {
        quotaWatch.flush();
        assertThat(World.eventsOf("/" + id)).as("one event per call").containsExactly("things GET 200 /things/" + id);
    }
}
