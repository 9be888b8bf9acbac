package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.test.library.LibraryClient;
import app.quotawatch.quarkus.test.support.Apps;
import io.quarkus.test.QuarkusUnitTest;
import okhttp3.OkHttpClient;

/** An application that is built without an API is not changed; if it starts with one, that is reported. */
class HttpClientsWithoutApiTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.configuredAtStart()
            .withAdditionalDependency(jar -> jar.addPackage(LibraryClient.class.getPackage()))
            .setLogRecordPredicate(log -> log.getLevel().intValue() >= Level.WARNING.intValue()
                    && log.getLoggerName().equals("app.quotawatch"))
            .assertLogRecords(logs -> assertThat(logs).singleElement().satisfies(log -> assertThat(
                    log.getParameters()).singleElement().asString()
                    .isEqualTo("java.net.http, OkHttp, Apache HttpClient 5")));

    @Test
    void clients_areUnchanged() {
        assertThat(LibraryClient.DEFAULT.client().getClass().getModule().getName()).isEqualTo("java.net.http");
        assertThat(new OkHttpClient().interceptors()).isEmpty();
    }
}
