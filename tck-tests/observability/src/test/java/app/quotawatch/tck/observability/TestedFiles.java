package app.quotawatch.tck.observability;

import java.nio.file.Path;

/** The files under test, and what the build has made. */
final class TestedFiles {

    private static final Path ROOT = Path.of(System.getProperty("root.directory"));

    static final Path BOARD = ROOT.resolve("docs/observability/grafana-dashboard-quotawatch.json");
    static final Path RULES = ROOT.resolve("docs/observability/quotawatch-rules.yml");
    static final Path EXTENSION = ROOT.resolve("quarkus-extension/runtime/target/classes");
    static final Path QUICKSTART = ROOT.resolve("docs/quickstart-quarkus/target/quarkus-app/quarkus-run.jar");

    private TestedFiles() {}
}
