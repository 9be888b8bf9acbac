package app.quotawatch.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rate-limit corpus is the specification of the reader. */
class CorpusTest {

    static Stream<CorpusCase> cases() {
        return CorpusCase.all();
    }

    @Test
    void corpus_isComplete() {
        assertThat(cases()).hasSize(202);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void response_readsAsTheCorpusSpecifies(CorpusCase response) {
        RateLimitReading reading = response.reading();

        ExpectedReading expected = new ExpectedReading(response);
        assertThat(expected.accepts(reading)).as("%s of %s, kept %s", reading, response.headers(), response.selected())
                .isTrue();
        assertThat(expected.forbidden(reading)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void secondReading_equalsTheFirst(CorpusCase response) {
        RateLimitReader reader = new RateLimitReader();
        RateLimitReading first = reader.read(response.selected(), response.status(), response.date(),
                response.observedAt());

        assertThat(reader.read(response.selected(), response.status(), response.date(), response.observedAt()))
                .isEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void keptHeaders_identifyNobody(CorpusCase response) {
        String kept = response.selected().toString();

        assertThat(response.mustNotCapture()).allSatisfy(what -> {
            assertThat(response.selected()).doesNotContainKey(what.toLowerCase(Locale.ROOT));
            assertThat(secrets(what, response.headers())).isNotEmpty()
                    .allSatisfy(secret -> assertThat(kept).doesNotContain(
                            secret));
        });
    }

    /* "X-RateLimit-User", "X-RateLimit-Key value ...", "RateLimit-Policy: pk parameter value", "the raw label" */
    private static List<String> secrets(String what, Map<String, Object> headers) {
        List<String> secrets = new ArrayList<>();
        headers.forEach((name, value) -> {
            String text = value instanceof Collection<?> several
                    ? String.join(",", several.toArray(String[]::new))
                    : (String) value;
            boolean named = what.toLowerCase(Locale.ROOT)
                    .matches(Pattern.quote(name.toLowerCase(Locale.ROOT)) + "([: ].*)?");
            boolean label = what.equals("the raw label") && name.equals("X-RateLimit-Resource");
            if (what.contains("pk parameter") && named) {
                secrets.add(text.substring(text.indexOf("pk=")));
                secrets.add("pk=");
            } else if (named || label) {
                secrets.add(text);
            }
        });
        return secrets;
    }
}
