package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;

/** Whatever events are written with, the ingest receives the same bytes. */
class JsonApiTest {

    @Test
    void bothApis_writeTheSameBytes() {
        List<ApiCall> events = List.of(
                ApiCall.builder("OpenAI \"v1\" ü").endpoint("/v1/chat").method("POST").status(429)
                        .latency(Duration.ofMillis(847)).timestamp(Instant.parse("2026-05-07T12:00:00Z"))
                        .rateLimitHeaders(Map.of("x-ratelimit-remaining", List.of("43"))).build(),
                ApiCall.builder("GitHub").endpoint("/").method("GET").status(200).latency(Duration.ZERO).build());

        try (EventJson binding = new EventJson(JsonApi.BINDING);
                EventJson processing = new EventJson(JsonApi.PROCESSING)) {
            assertThat(new String(processing.encode("key", "test", events), StandardCharsets.UTF_8))
                    .isEqualTo(new String(binding.encode("key", "test", events), StandardCharsets.UTF_8))
                    .startsWith("{\"projectApiKey\":\"key\",\"events\":[{\"api\":");
        }
    }

    @Test
    void processing_worksOnAThreadWithoutTheApplicationsClassLoader() throws Exception {
        try (EventJson processing = new EventJson(JsonApi.PROCESSING)) {
            Thread thread = Thread.currentThread();
            ClassLoader context = thread.getContextClassLoader();
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            try {
                assertThat(processing.encode("key", "test", List.of())).isNotEmpty();
                assertThat(thread.getContextClassLoader()).isSameAs(ClassLoader.getPlatformClassLoader());
            } finally {
                thread.setContextClassLoader(context);
            }
        }
    }
}
