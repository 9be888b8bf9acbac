package app.quotawatch.quarkus.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.testing.FarSide;
import io.quarkus.test.QuarkusDevModeTest;

/** An application whose HTTP clients and APIs change while it runs in development mode. */
class ClientsLiveReloadTest {

    private static final int PORT = 18099;
    private static final FarSide FAR_SIDE = new FarSide();

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest().withApplicationRoot(jar -> jar
            .addClass(ClientsResource.class)
            .addAsResource(new StringAsset("""
                    quarkus.http.host=localhost
                    quarkus.http.port=%d
                    test.api=%s
                    #quotawatch.apis.things.base-url=%s
                    """.formatted(PORT, FAR_SIDE.upstreamUrl(), FAR_SIDE.upstreamUrl())), "application.properties"));

    @AfterAll
    static void end() {
        FAR_SIDE.close();
    }

    @Test
    void clientAndApiAddedWhileRunning_areObserved() throws Exception {
        assertThat(call()).isEqualTo("no client");

        APPLICATION.modifySourceFile(ClientsResource.class,
                source -> source.replace("client = null; // changed", "client = HttpClient.newHttpClient();"));
        assertThat(call()).as("no API is configured").isEqualTo("0 delivered");

        APPLICATION.modifyResourceFile("application.properties", file -> file.replace("#quotawatch", "quotawatch"));
        assertThat(call()).isEqualTo("1 delivered");

        APPLICATION.modifySourceFile(ClientsResource.class,
                source -> source.replace("HttpClient.newHttpClient()", "HttpClient.newBuilder().build()"));
        assertThat(call()).isEqualTo("1 delivered");
    }

    private static String call() throws IOException {
        try (InputStream in = URI.create("http://localhost:" + PORT + "/clients/call").toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
