package app.quotawatch.quarkus.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.testing.FarSide;
import io.quarkus.test.QuarkusDevModeTest;

/** An application that is changed while it runs in development mode. */
class LiveReloadTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PORT = 18097;
    private static final FarSide FAR_SIDE = new FarSide();

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest().withApplicationRoot(jar -> jar
            .addClass(ReloadedResource.class)
            .addAsResource(new StringAsset("""
                    quarkus.http.host=localhost
                    quarkus.http.port=%d
                    quotawatch.apis.things.base-url=%s
                    """.formatted(PORT, FAR_SIDE.upstreamUrl())), "application.properties"));

    @AfterAll
    static void end() {
        FAR_SIDE.close();
    }

    @Test
    void liveReload_keepsTheDevServiceAndLeavesNoThread() throws Exception {
        assertThat(get("reloaded/version")).isEqualTo("first");
        String ingest = get("reloaded/ingest");
        assertThat(get("reloaded/call")).isEqualTo("COMPLETE, 1 delivered");

        APPLICATION.modifySourceFile(ReloadedResource.class, source -> source.replace("\"first\"", "\"second\""));

        assertThat(get("reloaded/version")).isEqualTo("second");
        assertThat(get("reloaded/ingest")).as("the Dev Service keeps running").isEqualTo(ingest);
        assertThat(get("reloaded/call")).isEqualTo("COMPLETE, 1 delivered");
        await().atMost(SOON).untilAsserted(
                () -> assertThat(threads()).as("those of one application").containsExactly("quotawatch-timer"));
    }

    /* Those of QuotaWatch, without those of the Dev Service. */
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.startsWith("quotawatch-") && !name.startsWith("quotawatch-ingest-")).toList();
    }

    private static String get(String path) throws IOException {
        try (InputStream in = URI.create("http://localhost:" + PORT + "/" + path).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
