package app.quotawatch.tck.servers;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;

import app.quotawatch.tck.support.NewerJdk;

/** The life cycle tests on Payara Micro with the newest Java available. */
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
