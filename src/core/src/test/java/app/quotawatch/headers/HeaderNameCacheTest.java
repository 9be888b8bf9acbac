package app.quotawatch.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class HeaderNameCacheTest {

    private static final List<String> ROLES = List.of("limit", "remaining", "reset", "used", "policy", "window",
            "name");
    private static final List<String> WORDS = List.of("requests", "tokens", "minute", "day", "input", "search", "a",
            "b");

    /* Far more names than there is room for, many of them alike. */
    private final List<String> names = ROLES.stream()
            .flatMap(role -> WORDS.stream().flatMap(one -> WORDS.stream().flatMap(other -> Stream.of(
                    "x-ratelimit-" + role + "-" + one + "-" + other, "X-RateLimit-" + one + "-" + role + "-" + other,
                    "ratelimit-" + one + "-" + other + "-" + role, one + "-" + other + "-quota-" + role,
                    "x-request-" + one + "-" + other + "-" + role))))
            .toList();

    @Test
    void names_meanTheSameHoweverManyThereAre() {
        for (int round = 0; round < 3; round++) {
            for (String name : names) {
                HeaderName meaning = HeaderNameCache.of(new StringBuilder(name).toString());
                assertThat(meaning).as(name).isEqualTo(HeaderNameGrammar.parse(name.toLowerCase(Locale.ROOT)));
            }
        }
    }

    @Test
    void cache_isSafeForManyThreads() {
        boolean[] wrong = new boolean[4];
        IntStream.range(0, wrong.length).parallel().forEach(thread -> {
            for (int i = 0; i < 50_000; i++) {
                String name = names.get((i * 7 + thread) % names.size());
                HeaderName meaning = HeaderNameCache.of(name);
                wrong[thread] |= meaning != HeaderName.NONE && !meaning.text().equals(name.toLowerCase(Locale.ROOT));
            }
        });

        assertThat(Arrays.toString(wrong)).doesNotContain("true");
    }
}
