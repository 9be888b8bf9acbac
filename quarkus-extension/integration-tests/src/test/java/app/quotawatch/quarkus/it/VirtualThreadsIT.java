package app.quotawatch.quarkus.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.quarkus.testing.FarSide;
import app.quotawatch.tck.support.NewerJdk;

/** The packaged application on a Java with virtual threads, whichever Java runs the tests. */
class VirtualThreadsIT {

    @TempDir
    Path folder;

    @Test
    void callOnAVirtualThread_isObservedOnceAndStaysThere() throws Exception {
        try (FarSide farSide = new FarSide();
                PackagedApplication application = PackagedApplication.start(NewerJdk.required(), folder,
                        "quotawatch.api-key=qw_test_secret",
                        "quotawatch.ingest-url=" + farSide.ingestUrl(),
                        "quotawatch.apis.things.base-url=" + farSide.upstreamUrl(),
                        "quarkus.rest-client.things.url=" + farSide.upstreamUrl())) {
            String response = application.get("/probe/threads/virtual/light");

            assertThat(response).startsWith("a thing on VirtualThread[");
            assertThat(application.get("/probe/watch/flush")).isEqualTo("COMPLETE");
            assertThat(farSide.events()).containsExactly("things GET 200 /things/light");
        }
    }
}
