package app.quotawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.Partition.Kind;

/** The values of {@code quotawatch.apis.ID.partition}. */
class PartitionTest {

    @Test
    void default_isNone() {
        assertThat(ApiConfig.builder("a").baseUrl("https://a.example").build().partition().kind()).isEqualTo(Kind.NONE);
    }

    @Test
    void everyForm_isParsedInAnyCase() {
        assertThat(Partition.parse("none")).isEqualTo(Partition.none());
        assertThat(Partition.parse(" Credential ").kind()).isEqualTo(Kind.CREDENTIAL);
        assertThat(Partition.parse("ENDPOINT").kind()).isEqualTo(Kind.ENDPOINT);
        assertThat(Partition.parse("header:OpenAI-Project").header()).contains("openai-project");
        assertThat(Partition.parse("Response-Header: X-Model")).hasToString("response-header:x-model")
                .isEqualTo(Partition.parse("response-header:x-model")).isNotEqualTo(Partition.parse("header:x-model"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "model", "header", "header:", "header: ", "header:a b", "header:a\nb", "header:ä",
            "header:Authorization", "header:X-API-Key", "header:Cookie", "response-header:Set-Cookie",
            "header:X-Auth-Token", "header:Ocp-Apim-Subscription-Key", "response-header:"})
    void otherValue_isAProblemBesideTheOthers(String value) {
        ApiConfig.Builder api = ApiConfig.builder("a").partition(value).requestsPer(LimitWindow.DAY, 0);

        assertThatThrownBy(api::build).isInstanceOfSatisfying(InvalidConfigException.class,
                e -> assertThat(e.problems()).extracting(ConfigProblem::key).containsExactlyInAnyOrder(
                        "quotawatch.apis.a.base-url", "quotawatch.apis.a.limits.requests-per-day",
                        "quotawatch.apis.a.partition"));
    }

    @Test
    void partitionOfACall_isShownAsItIs_orRejected() {
        ApiCall.Builder call = ApiCall.builder("a").method("GET").status(200);
        assertThat(call.build().partition()).isEmpty();
        assertThat(call.partition("gpt-4o mini").build().partition()).contains("gpt-4o mini");
        for (String wrong : new String[]{"", " ", "a\nb", "ä", "x".repeat(257)}) {
            call.partition(wrong);
            assertThatThrownBy(call::build).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("partition must be");
        }
        assertThat(call.partition(null).build().partition()).isEmpty();
    }
}
