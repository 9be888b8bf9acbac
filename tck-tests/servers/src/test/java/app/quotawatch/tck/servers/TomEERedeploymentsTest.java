package app.quotawatch.tck.servers;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;

import app.quotawatch.tck.support.Jdk;

/** Repeated redeployment on TomEE. */
@Tag("all-servers")
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
