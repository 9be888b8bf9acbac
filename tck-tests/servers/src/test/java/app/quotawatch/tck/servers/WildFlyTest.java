package app.quotawatch.tck.servers;

import java.nio.file.Path;

import app.quotawatch.tck.support.Jdk;

/** The life cycle tests on WildFly. */
class WildFlyTest extends ServerLife {

    @Override
    String product() {
        return "WildFly " + System.getProperty("version.wildfly");
    }

    @Override
    Server server(Path run) {
        return new WildFly(run, Jdk.current());
    }
}
