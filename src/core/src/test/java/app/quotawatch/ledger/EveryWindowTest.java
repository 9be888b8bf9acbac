package app.quotawatch.ledger;

import static app.quotawatch.ledger.Ledgers.NOON;
import static app.quotawatch.ledger.Ledgers.api;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import app.quotawatch.ApiConfig;
import app.quotawatch.ApiLimit;
import app.quotawatch.LimitUnit;
import app.quotawatch.LimitWindow;
import app.quotawatch.event.QuotaRecovered;
import app.quotawatch.event.QuotaThresholdReached;
import app.quotawatch.quota.QuotaWindow;

/** Limits of every unit within every window: what slides, and what starts anew with a day or a month. */
class EveryWindowTest {

    private static Ledgers limited(LimitUnit unit, LimitWindow window, long limit, Integer... thresholds) {
        return new Ledgers(api().limit(unit, window, limit), thresholds);
    }

    private static void use(Ledgers time, LimitUnit unit, int amount) {
        if (unit == LimitUnit.TOKENS) {
            time.tokens(amount);
        } else {
            time.calls(amount);
        }
    }

    @Test
    void everyLimit_isAWindow_inTheOrderOfTheConfiguration() {
        ApiConfig.Builder api = api();
        for (LimitUnit unit : LimitUnit.values()) {
            for (LimitWindow window : LimitWindow.values()) {
                api.limit(unit, window, 1000);
            }
        }
        Ledgers time = new Ledgers(api);
        time.tokens(30);
        time.calls(1);

        assertThat(time.quota().windows()).extracting(QuotaWindow::name).containsExactly("second", "minute", "hourly",
                "daily", "monthly", "tokens-second", "tokens-minute", "tokens-hourly", "tokens", "tokens-monthly");
        assertThat(time.quota().windows()).allSatisfy(window -> {
            assertThat(window.source()).isEqualTo(QuotaWindow.Source.CONFIGURED);
            assertThat(window.unit()).isEqualTo(window.name().startsWith("tokens") ? "tokens" : "requests");
            assertThat(window.limit()).hasValue(1000);
            assertThat(window.used()).hasValue(window.unit().equals("tokens") ? 30 : 2);
            assertThat(window.remaining()).hasValue(window.unit().equals("tokens") ? 970 : 998);
        });
    }

    @ParameterizedTest
    @CsvSource({"REQUESTS, SECOND, PT1S", "REQUESTS, MINUTE, PT1M", "REQUESTS, HOUR, PT1H", "TOKENS, SECOND, PT1S",
            "TOKENS, MINUTE, PT1M", "TOKENS, HOUR, PT1H"})
    void slidingWindow_countsItsLength_andNeverLetsGoTooEarly(LimitUnit unit, LimitWindow window, Duration length) {
        String name = ApiLimit.of(unit, window, 1).windowName();
        for (long part = 0; part < 240; part += 7) {
            Ledgers time = limited(unit, window, 100);
            // wherever within a slot it happens
            time.pass(length.multipliedBy(part).dividedBy(24_000));
            use(time, unit, 3);
            time.pass(length.dividedBy(2));
            use(time, unit, 2);
            assertThat(time.window(name).used()).hasValue(5);
            assertThat(time.window(name).windowLength()).contains(length);

            time.pass(length.dividedBy(2));
            assertThat(time.window(name).used()).as("after its length nothing has left too early").hasValue(5);
            time.pass(length.dividedBy(240).plusNanos(1000));
            assertThat(time.window(name).used()).as("the first three have left").hasValue(2);
            time.pass(length.dividedBy(2));
            assertThat(time.window(name).used()).hasValue(0);
        }
    }

    @ParameterizedTest
    @EnumSource(value = LimitWindow.class, names = {"SECOND", "MINUTE", "HOUR"})
    void slidingWindow_isIndependentOfTheClock(LimitWindow window) {
        String name = ApiLimit.of(LimitUnit.REQUESTS, window, 1).windowName();
        Ledgers time = limited(LimitUnit.REQUESTS, window, 10);
        time.calls(4);
        time.setClock(NOON.plus(Duration.ofHours(5)));
        assertThat(time.window(name).used()).hasValue(4);
        time.setClock(NOON.minus(Duration.ofDays(400)));
        assertThat(time.window(name).used()).hasValue(4);
    }

    @ParameterizedTest
    @EnumSource(value = LimitWindow.class, names = {"SECOND", "MINUTE", "HOUR"})
    void slidingWindow_isEmptyAfterIdleDays(LimitWindow window) {
        String name = ApiLimit.of(LimitUnit.REQUESTS, window, 1).windowName();
        Ledgers time = limited(LimitUnit.REQUESTS, window, 10);
        time.calls(4);
        time.pass(Duration.ofDays(40));

        assertThat(time.window(name).used()).hasValue(0);
        assertThat(time.window(name).resetAt()).isEmpty();
        time.calls(1);
        assertThat(time.window(name).used()).hasValue(1);
    }

    @Test
    void hour_resetsWhenItsOldestCallsLeave() {
        Ledgers time = limited(LimitUnit.REQUESTS, LimitWindow.HOUR, 10);
        time.calls(1);
        time.passSeconds(1200);
        time.calls(1);

        assertThat(time.window("hourly").resetAt()).hasValueSatisfying(
                at -> assertThat(at).isBetween(NOON.plusSeconds(3600), NOON.plusSeconds(3615)));
    }

    @Test
    void second_resetsWhenItsOldestCallsLeave() {
        Ledgers time = limited(LimitUnit.REQUESTS, LimitWindow.SECOND, 10);
        time.calls(1);

        assertThat(time.window("second").resetAt()).hasValueSatisfying(
                at -> assertThat(at).isBetween(NOON.plusSeconds(1), NOON.plusMillis(1005)));
    }

    @Test
    void projection_ofASlidingHour_knowsWhatLeavesIt() {
        Ledgers time = limited(LimitUnit.REQUESTS, LimitWindow.HOUR, 100);
        for (int minute = 0; minute < 80; minute++) {
            time.passSeconds(60);
            time.calls(minute < 70 ? 1 : 3);
        }

        assertThat(time.window("hourly").used()).hasValue(81);
        assertThat(time.window("hourly").projectedExhaustion()).as("three per minute come, one leaves")
                .hasValueSatisfying(at -> assertThat(at).isBetween(time.instant().plusSeconds(8 * 60),
                        time.instant().plusSeconds(12 * 60)));
        time.pass(Duration.ofMinutes(30));
        assertThat(time.window("hourly").projectedExhaustion()).as("the calls have ended").isEmpty();
    }

    @Test
    void projection_ofASecond_isThePresentIfNothingRemains() {
        Ledgers time = limited(LimitUnit.TOKENS, LimitWindow.SECOND, 10);
        assertThat(time.window("tokens-second").projectedExhaustion()).isEmpty();
        time.tokens(11);

        assertThat(time.window("tokens-second").projectedExhaustion()).contains(NOON);
        assertThat(time.window("tokens-second").remaining()).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"REQUESTS, SECOND, 1", "REQUESTS, HOUR, 3600", "TOKENS, MINUTE, 60", "TOKENS, HOUR, 3600"})
    void slidingWindow_firesItsThresholdsOncePerLength(LimitUnit unit, LimitWindow window, long seconds) {
        String name = ApiLimit.of(unit, window, 1).windowName();
        Ledgers time = limited(unit, window, 10, 80, 100);
        use(time, unit, 8);
        use(time, unit, 2);
        use(time, unit, 1);

        assertThat(time.thresholds(name)).containsExactly(80, 100);
        assertThat(time.events(QuotaThresholdReached.class).get(0).periodStart()).isEqualTo(NOON.minusSeconds(seconds));
        assertThat(time.events(QuotaThresholdReached.class).get(0).limitValue()).isEqualTo(10);
        time.passSeconds(seconds * 1.01);
        time.ledger.tick();
        assertThat(time.events(QuotaRecovered.class)).extracting(QuotaRecovered::limitType).containsExactly(name);
        use(time, unit, 9);
        assertThat(time.thresholds(name)).containsExactly(80, 100, 80);
    }

    @Test
    void month_firesItsThresholdsOncePerMonth() {
        Ledgers time = limited(LimitUnit.REQUESTS, LimitWindow.MONTH, 10, 80);
        time.calls(10);
        time.pass(Duration.ofDays(20));
        time.calls(3);
        assertThat(time.thresholds("monthly")).containsExactly(80);
        assertThat(time.events(QuotaThresholdReached.class).get(0).periodStart())
                .isEqualTo(Instant.parse("2026-05-01T00:00:00Z"));

        time.pass(Duration.ofDays(5));
        time.ledger.tick();
        assertThat(time.events(QuotaRecovered.class)).extracting(QuotaRecovered::limitType).containsExactly("monthly");
        time.calls(8);
        assertThat(time.thresholds("monthly")).containsExactly(80, 80);
    }

    @ParameterizedTest
    @CsvSource({
            "2026-05-01T00:00:00Z, 2026-06-01T00:00:00Z, 31",
            "2026-04-30T23:59:59.999999999Z, 2026-05-01T00:00:00Z, 30",
            "2026-02-28T12:00:00Z, 2026-03-01T00:00:00Z, 28",
            "2028-02-29T12:00:00Z, 2028-03-01T00:00:00Z, 29",
            "2026-12-31T23:00:00Z, 2027-01-01T00:00:00Z, 31"})
    void month_isACalendarMonthInUtc(Instant now, Instant end, int days) {
        Ledgers time = limited(LimitUnit.TOKENS, LimitWindow.MONTH, 1000);
        time.setClock(now);
        time.tokens(7);

        assertThat(time.window("tokens-monthly").resetAt()).contains(end);
        assertThat(time.window("tokens-monthly").windowLength()).contains(Duration.ofDays(days));
        time.pass(Duration.between(now, end).minusNanos(1));
        assertThat(time.window("tokens-monthly").used()).as("a nanosecond before the month ends").hasValue(7);
        time.pass(Duration.ofNanos(1));
        assertThat(time.window("tokens-monthly").used()).as("at midnight").hasValue(0);
    }

    @Test
    void month_countsAllItsDays() {
        Ledgers time = limited(LimitUnit.REQUESTS, LimitWindow.MONTH, 1000);
        time.setClock(Instant.parse("2026-05-01T00:00:00Z"));
        for (int day = 0; day < 31; day++) {
            time.calls(1);
            time.pass(Duration.ofHours(24).minusSeconds(1));
        }
        assertThat(time.window("monthly").used()).hasValue(31);
        time.passSeconds(31);
        assertThat(time.window("monthly").used()).hasValue(0);
    }

    @Test
    void month_startsAnewAfterIdleMonthsAndAfterSleep() {
        Ledgers time = limited(LimitUnit.REQUESTS, LimitWindow.MONTH, 100);
        time.calls(5);
        time.pass(Duration.ofDays(90));
        assertThat(time.window("monthly").used()).hasValue(0);
        time.calls(5);
        time.sleep(Duration.ofDays(40));
        assertThat(time.window("monthly").used()).hasValue(0);
    }

    @Test
    void month_goesOnWhileTheMachineSleepsWithinIt() {
        Ledgers time = limited(LimitUnit.REQUESTS, LimitWindow.MONTH, 100);
        time.calls(5);
        time.sleep(Duration.ofDays(20));
        assertThat(time.window("monthly").used()).hasValue(5);
    }

    @Test
    void month_isLeftAloneByAdjustmentsOverItsEnd() {
        Ledgers time = limited(LimitUnit.REQUESTS, LimitWindow.MONTH, 100);
        Instant june = Instant.parse("2026-06-01T00:00:00Z");
        time.calls(7);
        time.pass(Duration.between(NOON, june).plusSeconds(1));
        time.calls(3);
        time.setClock(june.minusSeconds(2));

        assertThat(time.window("monthly").used()).as("neither back in May nor counted twice").hasValue(3);
        time.passSeconds(3);
        assertThat(time.window("monthly").used()).hasValue(3);
    }

    @Test
    void month_survivesAClockThatIsSetBackOverItsStartAndForth() {
        Ledgers time = limited(LimitUnit.REQUESTS, LimitWindow.MONTH, 100);
        Instant june = Instant.parse("2026-06-01T00:00:00Z");
        time.calls(5);
        time.pass(Duration.between(NOON, june).plusHours(3));
        time.calls(10);
        assertThat(time.window("monthly").used()).hasValue(10);
        time.setClock(june.minus(Duration.ofHours(2)));
        assertThat(time.window("monthly").used()).as("by this clock it is still May").hasValue(15);
        assertThat(time.window("monthly").resetAt()).contains(june);
        time.setClock(june.plus(Duration.ofHours(3)));
        assertThat(time.window("monthly").used()).as("and now June again").hasValue(10);
    }

    @Test
    void month_survivesAClockThatIsSetForthByMonthsAndBack() {
        Ledgers time = limited(LimitUnit.REQUESTS, LimitWindow.MONTH, 100);
        time.calls(7);
        time.setClock(NOON.plus(Duration.ofDays(75)));
        time.calls(2);
        assertThat(time.window("monthly").used()).hasValue(2);
        time.setClock(NOON);

        assertThat(time.window("monthly").used()).as("all of them happened this month").hasValue(9);
    }

    @Test
    void dayAndMonth_changeIndependently() {
        Ledgers time = new Ledgers(api().requestsPer(LimitWindow.DAY, 100).requestsPer(LimitWindow.MONTH, 1000));
        time.calls(5);
        time.pass(Duration.ofHours(12));
        time.calls(2);

        assertThat(time.window("daily").used()).hasValue(2);
        assertThat(time.window("monthly").used()).hasValue(7);
        time.setClock(NOON.plus(Duration.ofHours(11)));
        assertThat(time.window("daily").used()).as("by this clock it is still the first day").hasValue(7);
        assertThat(time.window("monthly").used()).hasValue(7);
    }

    @Test
    void projection_ofTheMonth_isWhenItRunsOutAtThePresentRate() {
        Ledgers time = limited(LimitUnit.REQUESTS, LimitWindow.MONTH, 100_000);
        assertThat(time.window("monthly").projectedExhaustion()).as("no calls, no rate").isEmpty();
        for (int i = 0; i < 60; i++) {
            time.calls(1);
            time.passSeconds(1);
        }

        assertThat(time.window("monthly").projectedExhaustion()).as("a day and some hours ahead").hasValueSatisfying(
                at -> assertThat(at).isBetween(NOON.plusSeconds(99_500), NOON.plusSeconds(100_500)));
        time.calls(99_940);
        assertThat(time.window("monthly").projectedExhaustion()).as("used up").contains(time.instant());
    }

    @Test
    void projection_isEmptyWhereTheMonthResetsFirst() {
        Ledgers time = limited(LimitUnit.REQUESTS, LimitWindow.MONTH, 100_000_000);
        time.calls(10);

        assertThat(time.window("monthly").projectedExhaustion()).isEmpty();
    }

    @Test
    void tokensPerMinute_areThoseOfTheCallsAndThoseThatTheProviderReports() {
        Ledgers time = limited(LimitUnit.TOKENS, LimitWindow.MINUTE, 1000, 10);
        report(time, "900");
        assertThat(time.window("tokens-minute").used()).as("the cost of the first call is unknown").hasValue(0);
        report(time, "850");
        time.tokens(30);
        assertThat(time.window("tokens-minute").used()).hasValue(80);
        report(time, "770");
        assertThat(time.window("tokens-minute").used()).as("30 of these 80 were counted already").hasValue(130);
        assertThat(time.thresholds("tokens-minute")).containsExactly(10);
        time.passSeconds(61);
        assertThat(time.window("tokens-minute").used()).hasValue(0);
    }

    private static void report(Ledgers time, String remaining) {
        time.answer(200, "x-ratelimit-limit-tokens", "1000", "x-ratelimit-remaining-tokens", remaining);
    }
}
