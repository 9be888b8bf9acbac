package app.quotawatch.tck.servers;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;

import app.quotawatch.tck.support.Jdk;

/** Repeated redeployment on Open Liberty. */
@Tag("all-servers")
class OpenLibertyRedeploymentsTest extends Redeployments {

    @Override
    Server server(Path run) {
        return new OpenLiberty(run, Jdk.current());
    }
}
