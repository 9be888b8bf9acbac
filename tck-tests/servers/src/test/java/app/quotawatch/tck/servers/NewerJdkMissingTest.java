package app.quotawatch.tck.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

import app.quotawatch.tck.support.Jdk;

/** If no newer Java is found, tests that require one are skipped with a message and never silently. */
class NewerJdkMissingTest {

    private static final String NAMED = "quotawatch.newer-jdk";

    private final String before = System.getProperty(NAMED);
    private final PrintStream console = System.out;

    @TempDir
    private Path empty;

    @AfterEach
    void restore() {
        System.setOut(console);
        if (before == null) {
            System.clearProperty(NAMED);
        } else {
            System.setProperty(NAMED, before);
        }
    }

    @Test
    void folderWithoutJava_skipsWithOneClearLine() {
        System.setProperty(NAMED, empty.toString());
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThatThrownBy(() -> new GlassFishTest().server(empty.resolve("run")))
                .isInstanceOf(TestAbortedException.class).hasMessageContaining("requires Java 21 or newer");

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("GlassFishTest skipped because it requires "
                        + "Java 21 or newer and none was found: set the system property quotawatch.newer-jdk or the environment "
                        + "variable NEWER_JAVA_HOME to its folder");
    }

    @Test
    void tooOldJava_isIgnored() {
        System.setProperty(NAMED, Jdk.current().home().toString());

        assertThat(Jdk.newer().isPresent()).isEqualTo(Jdk.current().version() >= 21);
    }
}
