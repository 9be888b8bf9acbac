package app.quotawatch.tck.servers;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;

import app.quotawatch.tck.support.NewerJdk;

/** The life cycle tests on Open Liberty with the newest Java available. */
@Tag("all-servers")
class OpenLibertyNewerJdkTest extends ServerLife {

    @Override
    String product() {
        return "Open Liberty " + System.getProperty("version.open-liberty");
    }

    @Override
    Server server(Path run) {
        return new OpenLiberty(run, NewerJdk.required());
    }
}
