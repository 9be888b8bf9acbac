package app.quotawatch.ledger;

import static app.quotawatch.ledger.Ledgers.api;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Reports of one name whose limits differ: the limit was changed while the window was open. */
class ChangedLimitsTest {

    private final Ledgers time = new Ledgers(api(), 80, 100);

    @Test
    void limitLoweredInFlight_standsBesideTheOldOneForAMinute() {
        time.report("100", "95", "3600");
        time.report("10", "5", "3600");
        assertThat(time.remaining()).containsExactly("100: 95", "10: 5");
        time.passSeconds(59);
        time.report("10", "4", "3541");
        assertThat(time.remaining()).containsExactly("100: 95", "10: 4");
        time.passSeconds(1);
        assertThat(time.remaining()).containsExactly("10: 4");
    }

    @Test
    void limitRaisedInFlight_standsBesideTheOldOneUntilThatIsReset() {
        time.report("10", "5", "30");
        time.report("100", "95", "30");
        time.passSeconds(29);
        time.report("100", "94", "60");
        assertThat(time.remaining()).containsExactly("10: 5", "100: 94");
        time.passSeconds(1);
        assertThat(time.remaining()).containsExactly("100: 94");
    }

    @Test
    void limitThatIsNotReportedAnyMore_isKeptUnlessAnotherOneIs() {
        time.report("100", "95", "3600");
        time.passSeconds(600);

        assertThat(time.remaining()).containsExactly("100: 95");
    }
}
