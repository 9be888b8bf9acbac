package app.quotawatch.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import app.quotawatch.server.testing.TestTime;

class FailedAttemptsTest {

    private final TestTime time = new TestTime("2026-05-07T12:00:00Z");
    private final FailedAttempts failures = new FailedAttempts(time);

    @Test
    void address_thatFailsTenTimesAMinute_waitsForTheNextOne() {
        for (int i = 0; i < 9; i++) {
            failures.add("192.0.2.1");
        }
        assertThat(failures.isBlocked("192.0.2.1")).isFalse();

        failures.add("192.0.2.1");

        assertThat(failures.isBlocked("192.0.2.1")).isTrue();
        assertThat(failures.isBlocked("192.0.2.2")).isFalse();
        time.pass(Duration.ofSeconds(59));
        assertThat(failures.isBlocked("192.0.2.1")).isTrue();
        time.pass(Duration.ofSeconds(1));
        assertThat(failures.isBlocked("192.0.2.1")).isFalse();
    }

    @Test
    void address_isNotBlockedForLongerWhenTheClockIsSetBack() {
        for (int i = 0; i < 10; i++) {
            failures.add("192.0.2.1");
        }

        time.pass(Duration.ofDays(-1));

        assertThat(failures.isBlocked("192.0.2.1")).isFalse();
    }

    @Test
    void addresses_areBoundedInNumber() {
        for (int i = 0; i < 10; i++) {
            failures.add("192.0.2.1");
        }
        for (int i = 0; i < 1_000; i++) {
            failures.add("198.51.100." + i);
        }

        assertThat(failures.isBlocked("192.0.2.1")).isFalse();
    }
}
