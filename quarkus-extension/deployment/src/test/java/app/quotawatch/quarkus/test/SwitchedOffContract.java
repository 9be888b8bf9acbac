package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.Test;

import app.quotawatch.QuotaWatch;
import app.quotawatch.quarkus.test.library.LibraryClient;
import app.quotawatch.quarkus.test.support.Apps;
import app.quotawatch.quarkus.test.support.World;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** One library of clients is left alone, and the others are observed. */
abstract class SwitchedOffContract {

    private static final List<String> LIBRARIES = List.of("apache5", "jdk", "okhttp", "vertx");

    @Inject
    QuotaWatch quotaWatch;

    @Inject
    Vertx vertx;

    /** Returns the application that leaves this library alone. */
    static QuarkusUnitTest without(String library) {
        return Apps.observed(SwitchedOffContract.class)
                .withAdditionalDependency(jar -> jar.addPackage(LibraryClient.class.getPackage()))
                .overrideConfigKey("quarkus.quotawatch.clients." + library, "false")
                .setLogRecordPredicate(log -> log.getLevel().intValue() >= Level.WARNING.intValue()
                        && log.getLoggerName().equals("app.quotawatch"))
                .assertLogRecords(logs -> assertThat(logs).isEmpty());
    }

    /** Returns the library, as its switch names it. */
    abstract String library();

    @Test
    void onlyCallsOfTheLibraryThatIsSwitchedOff_areNotObserved() throws Exception {
        for (String library : LIBRARIES) {
            call(library, URI.create(World.upstreamUrl() + "/things/" + path(library)));
        }

        quotaWatch.flush();
        List<String> observed = new ArrayList<>(LIBRARIES);
        observed.removeIf(library -> World.eventsOf("/" + path(library)).isEmpty());
        assertThat(observed).hasSize(LIBRARIES.size() - 1).doesNotContain(library());
    }

    private String path(String library) {
        return library + "-without-" + library();
    }

    private void call(String library, URI uri) throws Exception {
        switch (library) {
            case "apache5" -> apache5(uri);
            case "jdk" -> LibraryClient.BUILT.call(uri);
            case "okhttp" -> new OkHttpClient().newCall(new Request.Builder().url(uri.toString()).build()).execute()
                    .close();
            case "vertx" -> vertx(uri);
            default -> throw new AssertionError(library);
        }
    }

    private static void apache5(URI uri) throws IOException {
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            client.execute(new HttpGet(uri), response -> response.getCode());
        }
    }

    private void vertx(URI uri) throws Exception {
        WebClient client = WebClient.create(vertx);
        client.getAbs(uri.toString()).send().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        client.close();
    }
}
