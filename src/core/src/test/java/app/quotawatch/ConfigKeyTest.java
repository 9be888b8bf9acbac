package app.quotawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import app.quotawatch.keys.ConfigKey;

/** The one list of keys, and what the builders make of it. */
class ConfigKeyTest {

    private final QuotaWatchConfig defaults = QuotaWatchConfig.builder(null).build();

    @Test
    void defaults_areThoseOfTheBuilder() {
        assertThat(ConfigKey.ENABLED.defaultValue()).isEqualTo(Boolean.toString(defaults.enabled()));
        assertThat(defaults.apiKey()).isEmpty();
        assertThat(ConfigKey.API_KEY.defaultValue()).isNull();
        assertThat(ConfigKey.ENVIRONMENT.defaultValue()).isEqualTo(defaults.environment());
        assertThat(URI.create(ConfigKey.INGEST_URL.defaultValue())).isEqualTo(defaults.ingestUrl());
        assertThat(ConfigKey.BUFFER_SIZE.defaultValue()).isEqualTo(Integer.toString(defaults.bufferSize()));
        assertThat(seconds(ConfigKey.FLUSH_INTERVAL)).isEqualTo(defaults.flushInterval());
        assertThat(seconds(ConfigKey.DELIVERY_TIMEOUT)).isEqualTo(defaults.deliveryTimeout());
        assertThat(ConfigKey.THRESHOLDS.defaultValue()).isEqualTo(
                defaults.thresholds().stream().map(String::valueOf).collect(Collectors.joining(",")));
        assertThat(ConfigKey.ENDPOINT.defaultValue()).isEqualTo(lower(defaults.endpoint()));
        assertThat(ConfigKey.FAILURES.defaultValue()).isEqualTo(lower(defaults.failures()));
    }

    private static Duration seconds(ConfigKey key) {
        return Duration.ofMillis((long) (Double.parseDouble(key.defaultValue()) * 1000));
    }

    @Test
    void choices_areTheConstantsOfTheEnums() {
        assertThat(ConfigKey.ENDPOINT.allowed().choices())
                .containsExactly(Stream.of(EndpointStyle.values()).map(ConfigKeyTest::lower).toArray(String[]::new));
        assertThat(ConfigKey.FAILURES.allowed().choices())
                .containsExactly(Stream.of(FailureMode.values()).map(ConfigKeyTest::lower).toArray(String[]::new));
    }

    @Test
    void ranges_areThoseOfTheBuilder() {
        QuotaWatchConfigBuilder largest = QuotaWatchConfig.builder(null)
                .bufferSize((int) ConfigKey.BUFFER_SIZE.allowed().max())
                .flushInterval(Duration.ofSeconds(ConfigKey.FLUSH_INTERVAL.allowed().max()))
                .deliveryTimeout(Duration.ofSeconds(ConfigKey.DELIVERY_TIMEOUT.allowed().max()))
                .thresholds(List.of((int) ConfigKey.THRESHOLDS.allowed().max()));
        assertThatCode(largest::build).doesNotThrowAnyException();

        QuotaWatchConfigBuilder tooLarge = QuotaWatchConfig.builder(null)
                .bufferSize((int) ConfigKey.BUFFER_SIZE.allowed().max() + 1)
                .flushInterval(Duration.ofSeconds(ConfigKey.FLUSH_INTERVAL.allowed().max()).plusNanos(1))
                .deliveryTimeout(Duration.ofSeconds(ConfigKey.DELIVERY_TIMEOUT.allowed().max()).plusNanos(1))
                .thresholds(List.of((int) ConfigKey.THRESHOLDS.allowed().max() + 1));
        assertThat(catchThrowableOfType(InvalidConfigException.class, tooLarge::build).problems())
                .extracting(ConfigProblem::key).containsExactly("quotawatch.buffer-size",
                        "quotawatch.flush-interval-seconds", "quotawatch.delivery-timeout-seconds",
                        "quotawatch.thresholds");
    }

    @Test
    void limits_areThoseOfEveryUnitAndWindow() {
        List<String> listed = Stream.of(ConfigKey.values()).filter(ConfigKey::isLimit).map(ConfigKey::property)
                .toList();

        assertThat(listed).containsExactlyElementsOf(Stream.of(LimitUnit.values())
                .flatMap(unit -> Stream.of(LimitWindow.values()).map(window -> "limits." + ApiLimit.key(unit, window)))
                .toList());
    }

    @Test
    void keys_areUniqueAndEachHasItsSentence() {
        assertThat(ConfigKey.values()).extracting(ConfigKey::key).doesNotHaveDuplicates()
                .allMatch(key -> key.startsWith(ConfigKey.PREFIX));
        assertThat(ConfigKey.values()).extracting(ConfigKey::description)
                .allSatisfy(text -> assertThat(text).matches("[A-Z].*\\.").doesNotContain("|", "\n"));
        assertThat(Arrays.stream(ConfigKey.values()).map(ConfigKey::defaultText)).noneMatch(String::isBlank);
    }

    @Test
    void keyOfAnApi_hasItsId_inQuotesIfItHasADot() {
        assertThat(ConfigKey.BASE_URL.of("openai")).isEqualTo("quotawatch.apis.openai.base-url");
        assertThat(ConfigKey.BASE_URL.of("my.api")).isEqualTo("quotawatch.apis.\"my.api\".base-url");
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
