package app.quotawatch.tck.servers;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;

import app.quotawatch.tck.support.Jdk;

/** Repeated redeployment on Payara Micro. */
@Tag("all-servers")
class PayaraMicroRedeploymentsTest extends Redeployments {

    @Override
    Server server(Path run) {
        return new PayaraMicro(run, Jdk.current());
    }
}
