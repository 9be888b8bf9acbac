package app.quotawatch.tck.servers;

import java.nio.file.Path;

import app.quotawatch.tck.support.Jdk;

/** The life cycle tests on Payara Micro 6. */
class PayaraMicroTest extends ServerLife {

    @Override
    String product() {
        return "Payara Micro " + System.getProperty("version.payara-micro");
    }

    @Override
    Server server(Path run) {
        return new PayaraMicro(run, Jdk.current());
    }
}
