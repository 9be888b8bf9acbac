package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.test.library.LibraryClient;
import app.quotawatch.quarkus.test.support.Apps;
import io.quarkus.test.QuarkusUnitTest;
import okhttp3.OkHttpClient;

/** Each library of clients can be left alone, and the others are observed. */
class HttpClientsSwitchedOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.known()
            .withAdditionalDependency(jar -> jar.addPackage(LibraryClient.class.getPackage()))
            .overrideConfigKey("quarkus.quotawatch.clients.jdk", "false")
            .setLogRecordPredicate(log -> log.getLevel().intValue() >= Level.WARNING.intValue()
                    && log.getLoggerName().equals("app.quotawatch"))
            .assertLogRecords(logs -> assertThat(logs).isEmpty());

    @Test
    void client_isUnchanged() {
        assertThat(LibraryClient.BUILT.client().getClass().getModule().getName()).isEqualTo("java.net.http");
        assertThat(new OkHttpClient().interceptors()).as("not switched off").hasSize(1);
    }
}
