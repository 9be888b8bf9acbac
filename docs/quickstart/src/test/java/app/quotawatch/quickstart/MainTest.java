package app.quotawatch.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Starts the demo as a user does: in a JVM of its own. */
@Timeout(60)
class MainTest {

    private static final String DONE = "Stopped\\. (\\d+) calls, \\1 recorded, \\1 delivered, "
            + "\\1 stored by the ingest, 0 dropped: complete\\.";

    @Test
    void withSeconds_stopsAutomaticallyAndSucceedsIfEverythingWasDelivered() throws Exception {
        Process demo = start("--port", "0", "--seconds", "2");

        List<String> lines = remaining(demo.inputReader());

        assertThat(demo.waitFor()).isZero();
        assertThat(lines).hasSize(1 + 2 + 2 + 1);
        assertThat(lines.get(0)).matches("QuotaWatch dashboard: http://localhost:\\d+/  \\(Ctrl-C stops\\)");
        assertThat(lines.get(5)).matches(DONE);
    }

    @Test
    void whenStopped_deliversTheBufferedEventsAndReportsIt() throws Exception {
        Process demo = start("--port", "0");
        BufferedReader output = demo.inputReader();
        String line;
        do {
            line = output.readLine();
        } while (line != null && !line.startsWith("   1"));

        // unlike the process itself, its handle leaves the output open
        demo.toHandle().destroy();

        assertThat(remaining(output)).last().asString().matches(DONE);
    }

    @Test
    void withAnUnavailableIngest_failsAndReportsTheDroppedEvents() throws Exception {
        Process demo = start("--ingest-url", "http://localhost:" + freePort(), "--seconds", "1");

        List<String> lines = remaining(demo.inputReader());

        assertThat(demo.waitFor()).isEqualTo(1);
        assertThat(lines).anyMatch(line -> line.startsWith("WARNING app.quotawatch: "));
        assertThat(lines).last().asString().endsWith(" dropped: NOT COMPLETE.").contains(" 0 delivered");
    }

    @Test
    void whenThePortIsInUse_reportsTheAlternatives() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            Process demo = start("--port", "" + other.getLocalPort());

            assertThat(remaining(demo.inputReader())).containsExactly("Port " + other.getLocalPort()
                    + " is in use, perhaps by another ingest: choose another port with --port N, "
                    + "or any free port with --port 0");
            assertThat(demo.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void withBadOptions_reportsTheProblem() throws Exception {
        Process demo = start("--seconds", "soon");

        assertThat(remaining(demo.inputReader())).containsExactly("--seconds soon: must be a whole number, 1 to 86400");
        assertThat(demo.waitFor()).isEqualTo(2);
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-classpath", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder demo = new ProcessBuilder(command).redirectErrorStream(true);
        demo.environment().put("QUOTAWATCH_DELIVERY_TIMEOUT_SECONDS", "2");
        return demo.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            return socket.getLocalPort();
        }
    }

    private static List<String> remaining(BufferedReader output) {
        return output.lines().toList();
    }
}
