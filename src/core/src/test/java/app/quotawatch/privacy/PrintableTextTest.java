package app.quotawatch.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of others stays on its line of the log, and shows what it contains. */
class PrintableTextTest {

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x07, 0x09, 0x0a, 0x0d, 0x1b, 0x1f, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0x61c, 0x200e, 0x200f,
            0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069})
    void characterThatMovesTheCursor_isReplacedBySpace(int character) {
        char c = (char) character;

        assertThat(PrintableText.of("a" + c + "b")).isEqualTo("a b");
        assertThat(PrintableText.of("" + c + c + c + "b" + c)).as("a run of them").isEqualTo(" b ");
    }

    @Test
    void everyOtherCharacter_stays() {
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            int type = Character.getType(c);
            byte direction = Character.getDirectionality(c);
            boolean moves = type == Character.CONTROL || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR || c == 0x200e || c == 0x200f || c == 0x61c
                    || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;

            assertThat(PrintableText.of("a" + c)).as("%04x, direction %d", (int) c, direction)
                    .isEqualTo(moves ? "a " : "a" + c);
        }
    }

    @Test
    void printableText_isNotCopied() {
        String text = "d\u00e9j\u00e0 vu \ud83d\ude00";

        assertThat(PrintableText.of(text)).isSameAs(text);
    }
}
