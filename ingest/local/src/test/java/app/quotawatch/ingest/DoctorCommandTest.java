package app.quotawatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import app.quotawatch.testing.LoopbackProxy;

/** Ten mistakes that people make, each seeded into a sound installation, and found by the command. */
@Timeout(60)
class DoctorCommandTest {

    private static final String KEY = "qw_live_SECRET";

    @TempDir
    Path folder;

    private final LocalIngest ingest = LocalIngest.builder().port(0).apiKey(KEY).start();
    private final Map<String, String> configuration = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> more = new ArrayList<>();
    private String output = "";

    @BeforeEach
    void sound() {
        configuration.put("quotawatch.api-key", "${PROJECT_KEY}");
        configuration.put("quotawatch.ingest-url", ingest.uri().toString());
        configuration.put("quotawatch.apis.things.base-url", "https://api.example.com/v1");
        environment.put("PROJECT_KEY", KEY);
    }

    @AfterEach
    void close() {
        ingest.close();
    }

    private Path file() throws IOException {
        Path file = folder.resolve("microprofile-config.properties");
        Files.write(file,
                configuration.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList());
        return file;
    }

    private int run() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of("--config", file().toString()));
        arguments.addAll(more);
        int code = DoctorCommand.run(arguments, environment, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        output = bytes.toString(StandardCharsets.UTF_8);
        assertThat(output).doesNotContain("SECRET");
        return code;
    }

    private void assertFound(String... parts) throws IOException {
        assertThat(run()).as(output).isEqualTo(1);
        assertThat(output.lines().filter(line -> line.startsWith("error (") || line.startsWith("warning (")))
                .singleElement()
                .asString().contains(parts);
    }

    @Test
    void soundInstallation_hasExitCode0AndStoresNothing() throws IOException {
        assertThat(run()).as(output).isZero();

        assertThat(output)
                .contains("info (configuration): 1 API is configured: things at https://api.example.com/v1.\n",
                        "info (ingest): The ingest at " + ingest.uri() + " accepts the key.\n",
                        "info (clock): This machine's clock agrees with the ingest's.\n")
                .endsWith("0 errors, 0 warnings\n");
        assertThat(ingest.received()).isZero();
        assertThat(ingest.rejectedBatches()).isZero();
    }

    @Test
    void wrongKey_isFound() throws IOException {
        environment.put("QUOTAWATCH_API_KEY", "qw_live_other_SECRET");

        assertFound("error (ingest)", "rejects the key of quotawatch.api-key (HTTP 401");
    }

    @Test
    void wrongPort_isFound() throws IOException {
        ingest.close();

        assertFound("error (ingest)", ingest.uri() + " is not reachable: nothing listens there",
                "Check host and port of quotawatch.ingest-url");
    }

    @Test
    void redirectingProxy_isFound() throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.start().refusing("HTTP/1.1 302 Found\r\nLocation: "
                + "https://login.example.com/?session=SECRET\r\nContent-Length: 0\r\n\r\n")) {
            configuration.put("quotawatch.ingest-url", "http://ingest.localhost");
            ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dhttp.proxyHost=127.0.0.1", "-Dhttp.proxyPort=" + proxy.port(), "-Dhttp.nonProxyHosts=", "-cp",
                    System.getProperty("java.class.path"), Main.class.getName(), "doctor", "--config=" + file())
                    .redirectErrorStream(true);
            java.environment().putAll(environment);
            Process process = java.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).as(printed).isEqualTo(1);
            assertThat(printed)
                    .contains("error (ingest): Requests to the ingest at http://ingest.localhost (through the "
                            + "proxy 127.0.0.1:" + proxy.port()
                            + ") are redirected to https://login.example.com (HTTP 302)")
                    .doesNotContain("SECRET");
        }
    }

    @Test
    void unreachableHost_isFound() throws IOException {
        configuration.put("quotawatch.ingest-url", "https://ingest.example.invalid");

        assertFound("error (ingest)", "https://ingest.example.invalid is not reachable: its host is unknown");
    }

    @Test
    void httpBeyondLoopback_isFound() throws IOException {
        configuration.put("quotawatch.ingest-url", "http://ingest.example.invalid");
        run();

        assertThat(output).contains("warning (configuration): quotawatch.ingest-url = 'http://ingest.example.invalid': "
                + "the API key travels unencrypted; use https\n");
    }

    @Test
    void unknownKey_isFound() throws IOException {
        configuration.put("quotawatch.buffersize", "9");

        assertFound("warning (configuration)", "quotawatch.buffersize is not a key of QuotaWatch; did you mean "
                + "quotawatch.buffer-size?");
    }

    @Test
    void baseUrlWithAPathThatNoCallHas_isFound() throws IOException {
        configuration.put("org.acme.ThingsClient/mp-rest/url", "https://api.example.com/v2");

        assertFound("warning (configuration)", "quotawatch.apis.things.base-url = 'https://api.example.com/v1'",
                "never below the path /v1");
    }

    @Test
    void apisThatShadowEachOther_areFound() throws IOException {
        configuration.put("quotawatch.apis.other.base-url", "https://API.example.com:443/v1/");

        assertFound("error (configuration)", "is also the base URL of quotawatch.apis.other");
    }

    @Test
    void libraryTwiceOnTheClassPath_isFound() throws IOException {
        Path libraries = Files.createDirectory(folder.resolve("lib"));
        jar(libraries.resolve("quotawatch-core-1.0.jar"), "quotawatch-core", "1.0", "app.quotawatch.QuotaWatch");
        jar(libraries.resolve("quotawatch-core-1.0-copy.jar"), "quotawatch-core", "1.0", "app.quotawatch.QuotaWatch");
        more.addAll(List.of("--class-path", libraries.toString()));

        assertFound("error (class path)", "quotawatch-core is on the class path 2 times (quotawatch-core-1.0-copy.jar, "
                + "quotawatch-core-1.0.jar)");
    }

    @Test
    void coreAndJakartaOfDifferentVersions_areFoundWithinAWar() throws IOException {
        Path core = jar(folder.resolve("core.jar"), "quotawatch-core", "1.0", "app.quotawatch.QuotaWatch");
        Path jakarta = jar(folder.resolve("quotawatch.jar"), "quotawatch", "1.1", "app.quotawatch.rest.CallFilter");
        Path war = folder.resolve("application.war");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(war))) {
            for (Path library : List.of(core, jakarta)) {
                out.putNextEntry(new ZipEntry("WEB-INF/lib/" + library.getFileName()));
                Files.copy(library, out);
            }
        }
        more.add("--class-path=" + war);

        assertFound("error (class path)", "different versions (1.0: quotawatch-core; 1.1: quotawatch)");
    }

    private static Path jar(Path jar, String artifact, String version, String type) {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry(type.replace('.', '/') + ".class"));
            out.putNextEntry(new ZipEntry("META-INF/maven/app.quotawatch/" + artifact + "/pom.properties"));
            out.write(("version=" + version).getBytes(StandardCharsets.ISO_8859_1));
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyProblemOfAnInvalidConfiguration_isAnError() throws IOException {
        configuration.put("quotawatch.buffer-size", "0");
        configuration.put("quotawatch.apis.other.name", "Other");

        assertThat(run()).isEqualTo(1);
        assertThat(output).contains("error (configuration): quotawatch.buffer-size = 0: must be a whole number from 1",
                "error (configuration): quotawatch.apis.other.base-url is missing").endsWith("2 errors, 0 warnings\n");
    }

    @Test
    void expressionWithADefault_isResolved() throws IOException {
        configuration.put("quotawatch.apis.things.base-url", "${THINGS:https://${HOST:api.example.org}}/v3");
        environment.put("THINGS", "https://things.example.com");

        assertThat(run()).as(output).isZero();
        assertThat(output).contains("things at https://things.example.com/v3");
    }

    @Test
    void expressionWithoutAValue_isFound() throws IOException {
        environment.clear();

        assertFound("warning (configuration)",
                "quotawatch.api-key has an expression without a value here, so it counts as not set.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--colour red|valid options are --config, --class-path and --help",
            "--config|--config: needs a value", "--config no-such-file|--config: no-such-file cannot be read",
            "--class-path x|--config: is required"})
    void badOption_isExplained(String options, String message) {
        assertThatThrownBy(() -> DoctorCommand.run(List.of(options.split(" ")), Map.of(), System.out))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @Test
    void missingClassPath_isExplained() {
        more.addAll(List.of("--class-path", "no-such-folder"));

        assertThatThrownBy(this::run).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--class-path: no-such-folder cannot be read");
    }
}
