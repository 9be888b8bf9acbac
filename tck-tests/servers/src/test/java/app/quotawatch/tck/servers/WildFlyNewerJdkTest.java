package app.quotawatch.tck.servers;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;

import app.quotawatch.tck.support.NewerJdk;

/** The life cycle tests on WildFly with the newest Java available. */
@Tag("all-servers")
class WildFlyNewerJdkTest extends ServerLife {

    @Override
    String product() {
        return "WildFly " + System.getProperty("version.wildfly");
    }

    @Override
    Server server(Path run) {
        return new WildFly(run, NewerJdk.required());
    }
}
