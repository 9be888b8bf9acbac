package app.quotawatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import app.quotawatch.tck.ingest.Client;
import app.quotawatch.tck.ingest.Wire;

@Timeout(60)
class MainTest {

    private static Process run(String... options) throws IOException {
        return start(Map.of(), options);
    }

    private static Process start(Map<String, String> environment, String... options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String output(Process process) throws IOException {
        try (BufferedReader lines = process.inputReader()) {
            return String.join("\n", lines.lines().toList());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "--colour red|valid options are --port, --host, --api-key, --plan-apis and --help",
            "--port|--port: needs a value", "--port ten|--port: must be a whole number", "--port=70000|port: must be 0",
            "--plan-apis 0|planApis: must be 1", "--host --port|--host: needs a value", "--api-key=|apiKey: must not"})
    void badOption_isExplainedWithExitCode2(String options, String message) throws Exception {
        Process process = run(options.split(" "));
        assertThat(output(process)).contains(message).doesNotContain("Exception").doesNotContain("\n");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void help_isShown() throws Exception {
        Process process = run("--help");
        assertThat(output(process)).contains("--port N", "--host NAME", "--api-key KEY", "--plan-apis N");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void takenPort_isOneLineWithExitCode1() throws Exception {
        try (LocalIngest ingest = LocalIngest.builder().port(0).start()) {
            Process process = run("--port", Integer.toString(ingest.uri().getPort()));
            assertThat(output(process)).contains("cannot listen on port " + ingest.uri().getPort())
                    .doesNotContain("\n");
            assertThat(process.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void keyOfTheEnvironment_isRequiredLikeThatOfTheCommandLine() throws Exception {
        Process process = start(Map.of("QUOTAWATCH_INGEST_API_KEY", "secret"), "--port=0");
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            URI origin = URI.create(line.substring(line.indexOf("http"), line.indexOf("/  (")));
            assertThat(new Client(origin).post(Wire.batch()).statusCode()).isEqualTo(401);
            assertThat(new Client(origin).post(Wire.batch().replace(Wire.KEY, "secret")).statusCode()).isEqualTo(202);
        } finally {
            process.destroy();
        }
    }

    @Test
    void hostBeyondLoopback_isWarnedOf() throws Exception {
        Process process = start(Map.of("QUOTAWATCH_INGEST_API_KEY", "secret"), "--port=0", "--host", "0.0.0.0");
        try (BufferedReader lines = process.inputReader()) {
            assertThat(lines.lines().takeWhile(line -> !line.startsWith("QuotaWatch dashboard")).toList())
                    .anyMatch(line -> line.contains("0.0.0.0, beyond this machine and without encryption"))
                    .noneMatch(line -> line.contains("secret"));
        } finally {
            process.destroy();
        }
    }

    @Test
    void hostBeyondLoopbackWithoutAKey_isExplainedWithExitCode2() throws Exception {
        Process process = run("--port=0", "--host=0.0.0.0");
        assertThat(output(process)).contains("apiKey: is required").doesNotContain("\n");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void start_printsTheAddressAndATerminationStopsCleanly() throws Exception {
        Process process = run("--port=0", "--plan-apis=3", "--api-key", "secret");
        try (BufferedReader lines = process.inputReader()) {
            assertThat(lines.readLine()).startsWith("QuotaWatch dashboard: http://localhost:").doesNotContain("secret");
            // through its handle, because the process itself would close our end of its output first
            process.toHandle().destroy();
            assertThat(lines.readLine()).isEqualTo("Stopped after 0 events.");
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
