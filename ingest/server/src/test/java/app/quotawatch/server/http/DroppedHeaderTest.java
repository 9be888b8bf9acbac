package app.quotawatch.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DroppedHeaderTest {

    private static String reasons(int count) {
        return IntStream.range(0, count).mapToObj(i -> "r" + i + "=1").collect(Collectors.joining(", "));
    }

    @Test
    void counts_areReadByReason() {
        assertThat(DroppedHeader.parse(List.of("overflow=3, rejected=1")))
                .isEqualTo(Map.of("overflow", 3L, "rejected", 1L));
        assertThat(DroppedHeader.parse(List.of("overflow=3", "rejected=1"))).hasSize(2);
        assertThat(DroppedHeader.parse(List.of("a=9007199254740992"))).containsEntry("a", 1L << 53);
        assertThat(DroppedHeader.parse(List.of("r".repeat(40) + "=1"))).hasSize(1);
        assertThat(DroppedHeader.parse(List.of(reasons(16)))).hasSize(16);
        assertThat(DroppedHeader.parse(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "overflow", "overflow=", "=3", "overflow=x", "overflow=-1", "overflow=0",
            "overflow=03",
            "overflow=1.5", "overflow=9007199254740993", "overflow=99999999999999999999", "Overflow=1", "over flow=1",
            "a=1,,b=2",
            "a=1,", "a=1,a=2", "a=1;b=2", "a=1=2", "'; drop table client_drop; --=1"})
    void anythingElse_isMalformed(String header) {
        assertThat(DroppedHeader.parse(List.of(header))).isNull();
    }

    @Test
    void tooMuch_isMalformed() {
        assertThat(DroppedHeader.parse(List.of("r".repeat(41) + "=1"))).isNull();
        assertThat(DroppedHeader.parse(List.of(reasons(17)))).isNull();
        assertThat(DroppedHeader.parse(List.of(",".repeat(10_000)))).isNull();
    }
}
