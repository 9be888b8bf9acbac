package app.quotawatch.fake;

import static app.quotawatch.fake.ReadBackTest.window;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.Test;

/** What the library once read wrong. */
class ReadBackFaultsTest {

    @Test
    void bucketThatRefills_doesNotStayAtItsLowest() throws Exception {
        try (FakeApi openAi = FakeApi.builder("openai").limits("requests 100/10s").start()) {
            Library library = new Library(openAi);
            for (int i = 0; i < 50; i++) {
                library.call("POST", "/v1/chat/completions", "{}");
            }
            openAi.clock().advance(Duration.ofSeconds(3));

            library.call("POST", "/v1/chat/completions", "{}");

            assertThat(openAi.remaining("requests")).isEqualTo(79);
            assertThat(window(library, 100).remaining()).hasValue(79);
        }
    }

    @Test
    void windowOfHalfASecond_isFullAfterItsReset() throws Exception {
        try (FakeApi discord = FakeApi.builder("discord").limits("requests 3/500ms").start()) {
            Library library = new Library(discord);
            for (int i = 0; i < 3; i++) {
                library.call("GET", "/channels/1", "");
            }
            discord.clock().advance(Duration.ofMillis(500));

            library.call("GET", "/channels/1", "");

            assertThat(window(library, 3).remaining()).hasValue(2);
        }
    }

    @Test
    void twoModels_areReadEachByItself() throws Exception {
        try (FakeApi openAi = FakeApi.builder("openai")
                .limits("gpt-4o: requests 10_000/100min; o1: requests 500/10000s").start()) {
            Library library = new Library(openAi);
            for (int i = 0; i < 5; i++) {
                library.call("POST", "/v1/chat/completions", "{\"model\":\"gpt-4o\"}");
                library.call("POST", "/v1/chat/completions", "{\"model\":\"o1\"}");

                assertThat(window(library, 10_000).remaining()).hasValue(openAi.remaining("gpt-4o", "requests"));
                assertThat(window(library, 500).remaining()).hasValue(openAi.remaining("o1", "requests"));
            }
            assertThat(library.events).isEmpty();
        }
    }

    @Test
    void threeTokensOfOneLimit_areReadEachByItself() throws Exception {
        try (FakeApi gitHub = FakeApi.builder("github").limits("requests 60/h").start()) {
            Library library = new Library(gitHub, "credential");
            for (int i = 0; i < 60; i++) {
                int key = i % 3 == 0 ? 1 : i % 5 == 0 ? 2 : 3;
                HttpResponse<String> response = library.call("GET", "/repos/acme/rocket", "", "Authorization",
                        "Bearer token" + key);
                gitHub.clock().advance(Duration.ofSeconds(1));

                long remaining = response.headers().firstValueAsLong("X-RateLimit-Remaining").orElseThrow();
                String label = "key-" + (key == 1 ? 1 : key == 3 ? 2 : 3);
                assertThat(library.quota().windows()).filteredOn(window -> window.partition().orElse("").equals(label))
                        .singleElement().satisfies(window -> assertThat(window.remaining()).hasValue(remaining));
            }
            assertThat(library.quota().windows()).hasSize(3);
            assertThat(library.events).isEmpty();
        }
    }
}
