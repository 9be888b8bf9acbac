package app.quotawatch.tck.servers;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;

import app.quotawatch.tck.support.NewerJdk;

/** The life cycle tests on Payara Server 7. */
@Tag("all-servers")
class PayaraServerTest extends ServerLife {

    @Override
    String product() {
        return "Payara Server " + System.getProperty("version.payara");
    }

    @Override
    Server server(Path run) {
        return new GlassFish(run, NewerJdk.required(), "payara7");
    }
}
