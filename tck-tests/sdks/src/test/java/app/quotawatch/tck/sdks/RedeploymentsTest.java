package app.quotawatch.tck.sdks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.clients.apache5.QuotaWatchExec;
import app.quotawatch.clients.jdk.QuotaWatchHttpClient;
import app.quotawatch.clients.okhttp.QuotaWatchInterceptor;
import app.quotawatch.testing.Loaders;
import app.quotawatch.testing.faults.FaultyServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Applications that leave their clients open: an observed client must not keep the application's class loader. */
class RedeploymentsTest {

    private static final int REDEPLOYMENTS = 20;

    private final FaultyServer server = FaultyServer.start(connection -> {
        connection.read();
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    }, request -> {});
    private final List<Object> leftOpen = new ArrayList<>();
    private final List<CloseableHttpAsyncClient> withThreads = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (CloseableHttpAsyncClient client : withThreads) {
            client.close();
        }
        server.close();
    }

    /* The clients outlive the application, as in a server that shares them or whose pools keep them. */
    @Test
    void clientsThatAreLeftOpen_keepNoClassLoader() throws Exception {
        List<WeakReference<ClassLoader>> applications = new ArrayList<>();
        for (int i = 0; i < REDEPLOYMENTS; i++) {
            applications.add(deployAndUndeploy());
        }

        assertNoneRemains(applications, Duration.ofSeconds(30));
        assertThat(leftOpen).hasSize(4 * REDEPLOYMENTS);
    }

    /* OkHttp's own thread, which has the application's class loader, ends after it has been idle for a minute. */
    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void clientsInTheWar_thatAreLeftOpen_keepNoClassLoader() throws Exception {
        List<WeakReference<ClassLoader>> applications = new ArrayList<>();
        for (int i = 0; i < REDEPLOYMENTS; i++) {
            applications.add(runInAWar());
        }

        assertNoneRemains(applications, Duration.ofMinutes(3));
    }

    private static void assertNoneRemains(List<WeakReference<ClassLoader>> applications, Duration atMost) {
        await().atMost(atMost).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            System.gc();
            assertThat(applications).allSatisfy(application -> assertThat(application.get()).isNull());
        });
    }

    /* Nothing is shared with the test but the JDK. */
    private WeakReference<ClassLoader> runInAWar() throws Exception {
        List<URL> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            jars.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader war = new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            Callable<?> application = (Callable<?>) war.loadClass(OpenClients.class.getName())
                    .getConstructor(URI.class).newInstance(server.url());
            assertThat(application.getClass()).isNotEqualTo(OpenClients.class);
            assertThat(Loaders.<Object>in(war, application::call)).isEqualTo(2L);
            return new WeakReference<>(war);
        }
    }

    /* The application hooks QuotaWatch in; what a client does later, on whichever thread, is the server's. */
    private WeakReference<ClassLoader> deployAndUndeploy() throws Exception {
        ClassLoader application = Loaders.ofApplication();
        URI url = server.url().resolve("/v1/things");
        RunningQuotaWatch quotaWatch = Loaders.in(application, () -> QuotaWatch.init(QuotaWatchConfig.builder(null)
                .api(ApiConfig.builder("Api").baseUrl(server.url().toString()).build()).build()));
        List<Callable<Object>> calls = List.of(
                okHttp(Loaders.in(application, () -> QuotaWatchInterceptor.addTo(new OkHttpClient.Builder())), url),
                classic(Loaders.in(application, () -> QuotaWatchExec.addTo(HttpClientBuilder.create())), url),
                async(Loaders.in(application, () -> QuotaWatchExec.addTo(HttpAsyncClientBuilder.create())), url),
                jdk(observedJdkClient(application), url));
        for (Callable<Object> call : calls) {
            call.call();
        }
        assertThat(quotaWatch.deliveryStats().recorded()).isEqualTo(calls.size());
        quotaWatch.close();
        return new WeakReference<>(application);
    }

    private Callable<Object> okHttp(OkHttpClient.Builder builder, URI url) {
        OkHttpClient client = builder.build();
        leftOpen.add(client);
        return () -> {
            try (Response response = client.newCall(new Request.Builder().url(url.toString()).build()).execute()) {
                return response.body().string();
            }
        };
    }

    private Callable<Object> classic(HttpClientBuilder builder, URI url) {
        CloseableHttpClient client = builder.build();
        leftOpen.add(client);
        return () -> client.execute(new HttpGet(url), response -> response.getCode());
    }

    private Callable<Object> async(HttpAsyncClientBuilder builder, URI url) {
        CloseableHttpAsyncClient client = builder.build();
        client.start();
        leftOpen.add(client);
        withThreads.add(client);
        return () -> client.execute(new SimpleHttpRequest("GET", url), null).get();
    }

    private static HttpClient observedJdkClient(ClassLoader application) {
        HttpClient client = HttpClient.newHttpClient(); // its thread has the creator's class loader
        return Loaders.in(application, () -> QuotaWatchHttpClient.observe(client));
    }

    private Callable<Object> jdk(HttpClient client, URI url) {
        leftOpen.add(client);
        return () -> client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
    }
}
