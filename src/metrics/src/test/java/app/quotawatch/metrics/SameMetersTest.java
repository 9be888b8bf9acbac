package app.quotawatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

/** An application that switches from one backend to the other finds the same meters. */
class SameMetersTest {

    @Test
    void bothBackends_showTheSameMetersTagsDescriptionsAndValues() {
        try (Watched watched = Watched.start();
                Backend micrometer = new MicrometerBackend();
                Backend openTelemetry = new OpenTelemetryBackend()) {
            micrometer.bind(watched.quotaWatch);
            openTelemetry.bind(watched.quotaWatch);
            watched.everythingHappens();

            List<Shown> one = sorted(micrometer);
            List<Shown> other = sorted(openTelemetry);

            assertThat(one).hasSizeGreaterThan(15);
            assertThat(one).usingRecursiveComparison()
                    .withComparatorForType(Comparator.comparingLong(number -> Math.round(number * 1e9)), Double.class)
                    .isEqualTo(other);
            micrometer.unbind();
            openTelemetry.unbind();
        }
    }

    private static List<Shown> sorted(Backend backend) {
        return backend.shown().stream()
                .map(SameMetersTest::comparable)
                .sorted(Comparator.comparing(Shown::name)
                        .thenComparing(shown -> new TreeMap<>(shown.tags()).toString()))
                .toList();
    }

    /* A tag without a value is missing, or is "none"; the seconds that remain are read one after the other. */
    private static Shown comparable(Shown shown) {
        Map<String, String> tags = new HashMap<>(shown.tags());
        tags.values().removeIf("none"::equals);
        boolean timeLeft = shown.name().equals(MetersFixture.RESET) || shown.name().equals(MetersFixture.EXHAUSTION);
        double value = timeLeft ? Math.signum(shown.value()) : shown.value();
        return new Shown(shown.name(), shown.description(), tags, value, shown.seconds());
    }
}
