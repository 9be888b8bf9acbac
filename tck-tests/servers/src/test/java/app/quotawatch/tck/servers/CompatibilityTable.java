package app.quotawatch.tck.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders what the runs so far found out: a row for each check, a column for each server. */
final class CompatibilityTable {

    private static final Map<String, String> CHECKS = checks();

    private CompatibilityTable() {}

    private static Map<String, String> checks() {
        Map<String, String> checks = new LinkedHashMap<>();
        checks.put("everyClient_inRequestThread_isObservedOnce", "every client, request thread");
        checks.put("everyClient_inManagedExecutor_isObservedOnce", "every client, managed executor");
        checks.put("everyClient_onCommonPoolThread_isObservedOnce", "every client, common-pool thread");
        checks.put("everyClient_firstUsedOnCommonPoolThread_isObservedOnce", "the same, first used there");
        checks.put("configuration_comesFromApplicationEnvironmentAndSystemProperties",
                "configuration: application, environment, system properties");
        checks.put("twoApplications_keepApart", "two applications kept apart");
        checks.put("backgroundFlush_runsOnThePlatformsThread", "flush in the background");
        checks.put("undeployment_deliversWhatIsBuffered", "undeployment delivers what is buffered");
        checks.put("redeployment_isObservedAgain", "redeployment");
        checks.put("sigterm_deliversWhatIsBuffered", "SIGTERM delivers what is buffered");
        checks.put("log_hasNoComplaintThatMentionsUs", "no complaint in the log");
        checks.put("log_hasNoSecret", "no secret in the log, at any level of ours");
        checks.put("wrongConfiguration_failsTheDeploymentAndSaysWhy", "wrong configuration fails the deployment");
        checks.put("deployment", "deployment takes longer by (median of 3 pairs)");
        return checks;
    }

    static void write() {
        List<Properties> servers = read(Path.of(System.getProperty("compatibility.folder")));
        String table = "| |" + row(servers, server -> server.getProperty("server"))
                + "|---|" + "---|".repeat(servers.size()) + "\n"
                + "| Java |" + row(servers, server -> server.getProperty("jdk"))
                + "| flush runs on |" + row(servers, server -> server.getProperty("flush", "?"))
                + CHECKS.entrySet().stream()
                        .map(check -> "| " + check.getValue() + " |"
                                + row(servers, server -> result(server, check.getKey())))
                        .collect(Collectors.joining());
        Folders.write(Path.of(System.getProperty("compatibility.table")),
                """
                        # Compatibility

                        Seen on these servers, by the tests of `tck-tests/servers`, which wrote this table. Every client is each of: MicroProfile,
                        injected or built, blocking or `CompletionStage`; plain Jakarta REST, `newClient` or `newBuilder`, blocking, prepared,
                        `async()`, with a callback, `rx()`. Exactly one event a call, or it is no "yes". A dash: the server has no such thing.

                        """
                        + table + "\n"
                        + """
                                MicroProfile only: a plain client of Jersey gets its filters from the thread that uses it first. Where that is a thread
                                without the application's class loader, such as one of the common pool, Jersey finds nothing in the application, and the
                                client is not observed. One call on any thread of the application is enough; MicroProfile clients do not have this limit.
                                (Jersey looks for its hook for new clients, `ClientBuilderListener`, once in the life of a server: it would see one
                                application only, and keep that one for ever.)
                                On TomEE it is each request of a plain client that such a thread makes, and only where several applications on the server
                                use QuotaWatch: see [TomEE](servers/tomee.md).

                                The servers one by one: [Open Liberty](servers/open-liberty.md), [WildFly](servers/wildfly.md),
                                [Payara](servers/payara.md), [GlassFish](servers/glassfish.md), [Helidon](servers/helidon.md), [TomEE](servers/tomee.md).
                                Payara Server, TomEE and the second Java versions are tested with `-Pall-servers`.

                                Quarkus has an [extension and a guide](quarkus.md#compatibility) of its own: 3.34.1, on which the same probe runs in the JVM of the
                                tests and as a packaged jar.
                                """);
    }

    private static String result(Properties server, String check) {
        String result = server.getProperty(check, "-");
        return result.equals("yes") ? server.getProperty("limit." + check, result) : result;
    }

    private static String row(List<Properties> servers, java.util.function.Function<Properties, String> cell) {
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
