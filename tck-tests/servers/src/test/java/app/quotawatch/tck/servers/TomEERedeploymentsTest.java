package app.quotawatch.tck.servers;

import java.nio.file.Path;

import app.quotawatch.tck.support.Jdk;

/** Repeated redeployment on TomEE. */
class TomEERedeploymentsTest extends Redeployments {

    @Override
    Server server(Path run) {
        return new TomEE(run, Jdk.current());
    }

    @Override
    int timesWithoutUs() {
        return TIMES;
    }
}
