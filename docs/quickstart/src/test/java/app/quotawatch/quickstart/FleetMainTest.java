package app.quotawatch.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Starts the demo of a fleet as a user does: in a JVM of its own. */
@Timeout(120)
class FleetMainTest {

    @Test
    void threeReplicas_shareOneQuotaAndLeaveNoProcessBehind() throws Exception {
        assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "redis-server"))), "redis-server");
        Process demo = start(System.getenv("PATH"), "--port", "0", "--seconds", "5");
        List<ProcessHandle> started = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        demo.inputReader().lines().forEach(line -> {
            lines.add(line);
            demo.descendants().filter(process -> !started.contains(process)).forEach(started::add);
        });

        assertThat(demo.waitFor()).as(String.join("\n", lines)).isZero();
        for (int replica = 1; replica <= 3; replica++) {
            String synced = "replica " + replica + " \\| .* 3 replicas .*OpenAI +\\d+ of 120 per minute.*";
            assertThat(lines).anyMatch(line -> line.matches(synced));
        }
        assertThat(lines).last().asString().matches("Stopped\\. (\\d+) calls, \\1 stored by the ingest: complete\\.");
        assertThat(started).as("Redis and three replicas").hasSizeGreaterThanOrEqualTo(4);
        for (ProcessHandle process : started) {
            process.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void withoutRedis_reportsWhatToInstall() throws Exception {
        Process demo = start("", "--port", "0");

        assertThat(demo.inputReader().lines()).singleElement().asString()
                .startsWith(
                        "Cannot start: redis-server is not on the PATH. Install it with \"apt-get install redis-server\"");
        assertThat(demo.waitFor()).isEqualTo(1);
    }

    private static Process start(String path, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-classpath", System.getProperty("java.class.path"), FleetMain.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder demo = new ProcessBuilder(command).redirectErrorStream(true);
        demo.environment().put("PATH", path);
        return demo.start();
    }
}
