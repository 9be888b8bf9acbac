package app.quotawatch.tck.servers;

import java.nio.file.Path;

import app.quotawatch.tck.support.Jdk;

/** The life cycle tests on TomEE 9. */
class TomEETest extends ServerLife {

    @Override
    String product() {
        return "TomEE " + System.getProperty("version.tomee");
    }

    @Override
    Server server(Path run) {
        return new TomEE(run, Jdk.current());
    }
}
