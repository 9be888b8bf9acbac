package app.quotawatch.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void isComplete_ifEveryCallWasRecordedDeliveredAndStored() {
        assertThat(new Outcome(7, 7, 7, 0, OptionalLong.of(7)).isComplete()).isTrue();
        assertThat(new Outcome(7, 7, 7, 0, OptionalLong.empty()).isComplete()).isTrue();
    }

    @Test
    void isIncomplete_ifAnythingIsMissingOrDuplicated() {
        assertThat(new Outcome(8, 7, 7, 0, OptionalLong.of(7)).isComplete()).as("not recorded").isFalse();
        assertThat(new Outcome(7, 8, 8, 0, OptionalLong.of(8)).isComplete()).as("recorded twice").isFalse();
        assertThat(new Outcome(7, 7, 6, 0, OptionalLong.of(6)).isComplete()).as("not delivered").isFalse();
        assertThat(new Outcome(7, 7, 7, 1, OptionalLong.of(7)).isComplete()).as("dropped").isFalse();
        assertThat(new Outcome(7, 7, 7, 0, OptionalLong.of(8)).isComplete()).as("stored twice").isFalse();
    }
}
