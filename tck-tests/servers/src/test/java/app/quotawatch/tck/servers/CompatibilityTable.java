package app.quotawatch.tck.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders the results of all runs so far as the page on compatibility: a row per check, a column per server. */
final class CompatibilityTable {

    /** Row labels by result key. A key is the name of a test or of another recorded fact. */
    static final Map<String, String> ROWS = rows();

    private static final String BEFORE_THE_TABLE = """
            # Compatibility

            QuotaWatch is tested on these servers. The tests in `tck-tests/servers` write this table. "Every client" covers:
            MicroProfile, injected or built, blocking or `CompletionStage`; plain Jakarta REST, `newClient` or `newBuilder`,
            blocking, prepared, `async()`, with a callback, `rx()`. "yes" means that every call produced exactly one event. A dash
            means that the server has no such feature.

            """;

    private static final String AFTER_THE_TABLE = """

            The limits of the threads are those of the servers. On a common-pool thread, some servers cannot create a client: the
            clients of these rows are created on the thread of a request. On its managed executor, TomEE does not build
            MicroProfile clients, with or without QuotaWatch: see [TomEE](servers/tomee.md).

            Telemetry and health are tested where the server, as the tests set it up, has them: GlassFish and TomEE 9 have no
            MicroProfile Telemetry, and the tests on Helidon do not add it.

            Each server has a page: [Open Liberty](servers/open-liberty.md), [WildFly](servers/wildfly.md),
            [Payara](servers/payara.md), [GlassFish](servers/glassfish.md), [Helidon](servers/helidon.md),
            [TomEE](servers/tomee.md). Payara Server and the second Java versions are tested with `-Pall-servers`.

            Quarkus has an extension and a [guide](quarkus.md#compatibility) of its own. It is tested with 3.34.1, on which the same
            application runs in the JVM of the tests and as a packaged jar.
            """;

    private CompatibilityTable() {}

    private static Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("jdk", "Java");
        rows.put("flush", "flush thread");
        rows.put("everyClient_inRequestThread_isObservedOnce", "every client, on the request thread");
        rows.put("everyClient_inManagedExecutor_isObservedOnce", "every client, on the managed executor");
        rows.put("everyClient_onCommonPoolThread_isObservedOnce", "every client, on a common-pool thread");
        rows.put("everyClient_firstUsedOnCommonPoolThread_isObservedOnce",
                "every client, first used on a common-pool thread");
        rows.put("failureOfEachClient_isReportedImmediatelyWithKindAndDuration",
                "failed calls of every client are reported immediately, with kind and duration");
        rows.put("configuration_comesFromApplicationEnvironmentAndSystemProperties",
                "configuration from application, environment and system properties");
        rows.put("meters_areExportedByTheServer", "meters are exported by the server's OpenTelemetry");
        rows.put("undeployedApplication_hasNoMeters", "an undeployed application leaves no meter");
        rows.put("spanOfEachClient_showsTheQuota", "spans of every client's calls show the quota");
        rows.put("readiness_showsTheQuotas", "MicroProfile Health shows the quotas");
        rows.put("twoApplications_areIsolated", "two applications are isolated from each other");
        rows.put("backgroundFlush_runsOnThePlatformsThread", "background flush");
        rows.put("undeployment_deliversBufferedEvents", "undeployment delivers buffered events");
        rows.put("redeployedApplication_isObserved", "redeployed application is observed");
        rows.put("sigterm_deliversBufferedEvents", "SIGTERM delivers buffered events");
        rows.put("log_hasNoComplaintAboutUs", "no warning or error about QuotaWatch in the log");
        rows.put("log_hasNoSecret", "no secret in the log, at any level of QuotaWatch");
        rows.put("invalidConfiguration_failsTheDeploymentWithTheReasons", "invalid configuration fails the deployment");
        rows.put("deployment", "additional deployment time (median of 3 pairs)");
        return Collections.unmodifiableMap(rows);
    }

    static void write() {
        List<Properties> servers = read(Path.of(System.getProperty("compatibility.folder")));
        Folders.write(Path.of(System.getProperty("compatibility.table")), render(servers));
    }

    /** Returns the page with these results. */
    static String render(List<Properties> servers) {
        return BEFORE_THE_TABLE
                + "| |" + row(servers, server -> server.getProperty("server"))
                + "|---|" + "---|".repeat(servers.size()) + "\n"
                + ROWS.entrySet().stream()
                        .map(check -> "| " + check.getValue() + " |"
                                + row(servers, server -> result(server, check.getKey())))
                        .collect(Collectors.joining())
                + AFTER_THE_TABLE;
    }

    private static String result(Properties server, String check) {
        String result = server.getProperty(check, "-");
        return result.equals("yes") ? server.getProperty("limit." + check, result) : result;
    }

    private static String row(List<Properties> servers, Function<Properties, String> cell) {
        return servers.stream().map(server -> " " + cell.apply(server) + " |").collect(Collectors.joining()) + "\n";
    }

    private static List<Properties> read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(CompatibilityTable::load)
                    .filter(server -> server.containsKey("server"))
                    .sorted(Comparator.comparing((Properties server) -> server.getProperty("server"))
                            .thenComparing(server -> server.getProperty("jdk")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(file)) {
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
