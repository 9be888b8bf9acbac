package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.runtime.clients.VertxClient;
import app.quotawatch.quarkus.test.library.LibraryClient;
import app.quotawatch.quarkus.test.support.Apps;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Vertx;
import okhttp3.OkHttpClient;

/** Each library of clients can be left alone, and the others are observed. */
class HttpClientsSwitchedOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.observed()
            .withAdditionalDependency(jar -> jar.addPackage(LibraryClient.class.getPackage()))
            .overrideConfigKey("quarkus.quotawatch.clients.jdk", "false")
            .overrideConfigKey("quarkus.quotawatch.clients.vertx", "false")
            .setLogRecordPredicate(log -> log.getLevel().intValue() >= Level.WARNING.intValue()
                    && log.getLoggerName().equals("app.quotawatch"))
            .assertLogRecords(logs -> assertThat(logs).isEmpty());

    @Inject
    Vertx vertx;

    @Test
    void clientSwitchedOff_isUnchanged() {
        assertThat(LibraryClient.BUILT.client().getClass().getModule().getName()).isEqualTo("java.net.http");
        assertThat(vertx.createHttpClient()).isNotInstanceOf(VertxClient.class);
        assertThat(new OkHttpClient().interceptors()).as("not switched off").hasSize(1);
    }
}
