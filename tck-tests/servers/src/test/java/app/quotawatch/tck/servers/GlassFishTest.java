package app.quotawatch.tck.servers;

import java.nio.file.Path;

import app.quotawatch.tck.support.NewerJdk;

/** The life cycle tests on GlassFish 8. */
class GlassFishTest extends ServerLife {

    @Override
    String product() {
        return "GlassFish " + System.getProperty("version.glassfish");
    }

    @Override
    Server server(Path run) {
        return new GlassFish(run, NewerJdk.required(), "glassfish8");
    }
}
