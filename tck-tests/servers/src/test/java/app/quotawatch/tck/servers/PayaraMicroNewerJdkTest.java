package app.quotawatch.tck.servers;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;

import app.quotawatch.tck.support.NewerJdk;

/** The life of Payara Micro on the newest Java that there is. */
@Tag("all-servers")
class PayaraMicroNewerJdkTest extends ServerLife {

    @Override
    String product() {
        return "Payara Micro " + System.getProperty("version.payara-micro");
    }

    @Override
    Server server(Path run) {
        return new PayaraMicro(run, NewerJdk.required());
    }
}
