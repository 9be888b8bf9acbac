package app.quotawatch.tck.servers;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;

import app.quotawatch.tck.support.Jdk;

/** An application that comes and goes on PayaraMicro. */
@Tag("all-servers")
class PayaraMicroRedeploymentsTest extends Redeployments {

    @Override
    Server server(Path run) {
        return new PayaraMicro(run, Jdk.current());
    }
}
