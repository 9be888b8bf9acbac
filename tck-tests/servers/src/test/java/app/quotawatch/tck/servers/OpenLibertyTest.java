package app.quotawatch.tck.servers;

import java.nio.file.Path;

import app.quotawatch.tck.support.Jdk;

/** The life cycle tests on Open Liberty. */
class OpenLibertyTest extends ServerLife {

    @Override
    String product() {
        return "Open Liberty " + System.getProperty("version.open-liberty");
    }

    @Override
    Server server(Path run) {
        return new OpenLiberty(run, Jdk.current());
    }
}
