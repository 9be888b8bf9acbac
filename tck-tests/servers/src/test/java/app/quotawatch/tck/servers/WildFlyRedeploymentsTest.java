package app.quotawatch.tck.servers;

import java.nio.file.Path;

import app.quotawatch.tck.support.Jdk;

/** Repeated redeployment on WildFly. */
class WildFlyRedeploymentsTest extends Redeployments {

    @Override
    Server server(Path run) {
        return new WildFly(run, Jdk.current());
    }

    /* The exporter of its telemetry leaves a thread of Vert.x behind for each application, with the class loader as its context. */
    @Override
    int timesWithoutUs() {
        return TIMES;
    }
}
