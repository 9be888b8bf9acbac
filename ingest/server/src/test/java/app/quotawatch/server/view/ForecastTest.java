package app.quotawatch.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

class ForecastTest {

    private static final Instant NOW = Instant.parse("2026-05-07T12:00:00Z");
    private static final Instant END = Instant.parse("2026-05-08T00:00:00Z");
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private static Forecast forecast(long limit, long used, Long lastHour) {
        return Forecast.of(limit, used, lastHour, HOUR, NOW, END);
    }

    @Test
    void limitThatIsReached() {
        assertThat(forecast(100, 100, 0L).state()).isEqualTo(Forecast.State.REACHED);
        assertThat(forecast(100, 101, null).state()).isEqualTo(Forecast.State.REACHED);
    }

    @Test
    void limitThatWillBeReachedInThePeriod_hasTheTime() {
        Forecast forecast = forecast(100, 80, 10L);

        assertThat(forecast.state()).isEqualTo(Forecast.State.EXPECTED);
        assertThat(forecast.at()).isEqualTo("2026-05-07T14:00:00Z");
    }

    @Test
    void limitThatWouldBeReachedAfterThePeriod_isNotExpected() {
        assertThat(forecast(220, 100, 10L).state()).isEqualTo(Forecast.State.NOT_EXPECTED);
        assertThat(forecast(219, 100, 10L).state()).isEqualTo(Forecast.State.EXPECTED);
    }

    @Test
    void apiWithoutCalls_isNotExpectedToReachIt() {
        assertThat(forecast(100, 1, 0L)).isEqualTo(new Forecast(Forecast.State.NOT_EXPECTED, null));
    }

    @Test
    void rateThatIsNotKnownYet_isNoForecast() {
        assertThat(forecast(100, 1, null)).isEqualTo(new Forecast(Forecast.State.UNKNOWN, null));
    }

    @Test
    void largestLimit_doesNotOverflow() {
        assertThat(forecast(Long.MAX_VALUE, 0, 1L).state()).isEqualTo(Forecast.State.NOT_EXPECTED);
    }
}
