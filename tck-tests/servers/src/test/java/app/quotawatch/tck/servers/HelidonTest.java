package app.quotawatch.tck.servers;

import java.nio.file.Path;

import app.quotawatch.tck.support.NewerJdk;

/** The life cycle tests on Helidon MP. */
class HelidonTest extends ServerLife {

    @Override
    String product() {
        return "Helidon MP " + System.getProperty("version.helidon");
    }

    @Override
    Server server(Path run) {
        return new Helidon(run, NewerJdk.required());
    }
}
