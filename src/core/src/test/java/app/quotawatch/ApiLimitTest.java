package app.quotawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiLimitTest {

    @ParameterizedTest
    @CsvSource({
            "REQUESTS, SECOND, requests-per-second, second",
            "REQUESTS, MINUTE, requests-per-minute, minute",
            "REQUESTS, HOUR, requests-per-hour, hourly",
            "REQUESTS, DAY, requests-per-day, daily",
            "REQUESTS, MONTH, requests-per-month, monthly",
            "TOKENS, SECOND, tokens-per-second, tokens-second",
            "TOKENS, MINUTE, tokens-per-minute, tokens-minute",
            "TOKENS, HOUR, tokens-per-hour, tokens-hourly",
            "TOKENS, DAY, tokens-per-day, tokens",
            "TOKENS, MONTH, tokens-per-month, tokens-monthly"})
    void limit_hasItsKeyAndTheNameOfItsWindow(LimitUnit unit, LimitWindow window, String key, String windowName) {
        ApiLimit limit = ApiLimit.of(unit, window, 7);

        assertThat(limit.unit()).isEqualTo(unit);
        assertThat(limit.window()).isEqualTo(window);
        assertThat(limit.limit()).isEqualTo(7);
        assertThat(limit.key()).isEqualTo(key).isEqualTo(ApiLimit.key(unit, window));
        assertThat(limit.windowName()).isEqualTo(windowName);
        assertThat(limit).hasToString(key + "=7");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void limitThatIsNotPositive_isRejected(long limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiLimit.of(LimitUnit.REQUESTS, LimitWindow.MINUTE, limit))
                .withMessage("requests-per-minute = " + limit + ": must be a whole number of 1 or more");
    }

    @Test
    void limitWithoutUnitOrWindow_isRejected() {
        assertThatNullPointerException().isThrownBy(() -> ApiLimit.of(null, LimitWindow.DAY, 1)).withMessage("unit");
        assertThatNullPointerException().isThrownBy(() -> ApiLimit.of(LimitUnit.TOKENS, null, 1)).withMessage("window");
    }

    @Test
    void limits_areEqualByUnitWindowAndNumber() {
        ApiLimit limit = ApiLimit.of(LimitUnit.REQUESTS, LimitWindow.DAY, 5);

        assertThat(limit).isEqualTo(ApiLimit.of(LimitUnit.REQUESTS, LimitWindow.DAY, 5))
                .hasSameHashCodeAs(ApiLimit.of(LimitUnit.REQUESTS, LimitWindow.DAY, 5))
                .isNotEqualTo(ApiLimit.of(LimitUnit.REQUESTS, LimitWindow.DAY, 6))
                .isNotEqualTo(ApiLimit.of(LimitUnit.REQUESTS, LimitWindow.HOUR, 5))
                .isNotEqualTo(ApiLimit.of(LimitUnit.TOKENS, LimitWindow.DAY, 5));
    }
}
