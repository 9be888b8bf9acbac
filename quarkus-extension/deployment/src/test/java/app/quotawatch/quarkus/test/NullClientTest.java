package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.quarkus.runtime.clients.JdkHook;
import app.quotawatch.quarkus.runtime.clients.OkHttpHook;
import app.quotawatch.quarkus.runtime.clients.VertxHook;

/** A null where a hook expects a client stays what it is, and leaves a line at FINE. */
class NullClientTest {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private final Lines lines = new Lines();
    private final Level levelBefore = LOGGER.getLevel();

    @BeforeEach
    void listen() {
        LOGGER.setLevel(Level.FINE);
        LOGGER.addHandler(lines);
    }

    @AfterEach
    void leave() {
        LOGGER.removeHandler(lines);
        LOGGER.setLevel(levelBefore);
    }

    @Test
    void nullClientOfTheJdk_isReturnedAndLogged() {
        assertThat(JdkHook.observe(null)).isNull();

        assertLogged();
    }

    @Test
    void nullBuilderOfOkHttp_isLogged() {
        OkHttpHook.onBuild(null);

        assertLogged();
    }

    @Test
    void nullClientOfVertx_isReturnedAndLogged() {
        assertThat(VertxHook.leave(null)).isNull();

        assertLogged();
    }

    private void assertLogged() {
        assertThat(lines.records).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.FINE);
            assertThat(line.getMessage()).startsWith("not observed");
            assertThat(line.getParameters()).containsExactly((Object) null);
        });
    }

    private static final class Lines extends Handler {

        private final List<LogRecord> records = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            records.add(line);
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
