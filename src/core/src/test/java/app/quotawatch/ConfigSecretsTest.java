package app.quotawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is printed of a configuration holds none of its secrets. */
class ConfigSecretsTest {

    @Test
    void toString_masksTheApiKey() {
        assertThat(QuotaWatchConfig.builder("qw_live_SECRET").build().toString())
                .contains("apiKey=***").doesNotContain("SECRET").doesNotContain("qw_live");
        assertThat(QuotaWatchConfig.builder(null).build().toString()).contains("apiKey=none");
    }

    @Test
    void toString_namesEveryProperty() {
        assertThat(QuotaWatchConfig.builder("qw_live_SECRET")
                .api(ApiConfig.builder("x").baseUrl("https://x.example.com").build()).build().toString())
                .contains("enabled=true", "environment=production", "ingestUrl=https://ingest.quotawatch.app",
                        "bufferSize=500", "flushInterval=PT5S", "deliveryTimeout=PT5S", "thresholds=[80, 95, 100]",
                        "endpoint=PATH", "failures=LOCAL", "https://x.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://user:SECRET@api.example.com/v1",
            "https://SECRET@api.example.com/v1",
            "https://api.example.com/v1?key=SECRET",
            "https://api.example.com/v1#SECRET",
            "https://api.example.com/v1#SECRET?x",
            "https://api.example.com/v1?a#SECRET",
            "https://user:SE?SECRET@api.example.com",
            "https://user:SECRET?x@api.example.com",
            "https://user:SECRET#x@api.example.com",
            "https://user:a/SECRET@api.example.com",
            "https://user:a@SECRET@api.example.com",
            "user:SECRET@api.example.com",
            "ftp://user:SECRET@api.example.com",
            "https://user:SECRET@api .example.com"})
    void badUrl_isShownWithoutItsSecrets(String url) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> ApiConfig.builder("x").baseUrl(url).build())
                .withMessageContaining("quotawatch.apis.x.base-url = '")
                .withMessageContaining("***")
                .withMessageNotContaining("SECRET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://user:SECRET@ingest.example.com", "https://ingest.example.com?key=SECRET",
            "https://ingest.example.com/#SECRET"})
    void badIngestUrl_isShownWithoutItsSecrets(String url) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> QuotaWatchConfig.builder("qw_live_SECRET").ingestUrl(URI.create(url)).build())
                .withMessageContaining("***")
                .withMessageNotContaining("SECRET");
    }
}
