package app.quotawatch.tck.servers;

import java.nio.file.Path;

import app.quotawatch.tck.support.Jdk;

/** Repeated redeployment on WildFly. */
class WildFlyRedeploymentsTest extends Redeployments {

    @Override
    Server server(Path run) {
        return new WildFly(run, Jdk.current());
    }
}
