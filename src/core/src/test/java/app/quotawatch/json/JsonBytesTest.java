package app.quotawatch.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values are written byte for byte as JSON-B's reference implementation writes them. */
class JsonBytesTest {

    private final Jsonb jsonb = JsonbBuilder.create();

    @AfterEach
    void close() throws Exception {
        jsonb.close();
    }

    private byte[] reference(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        jsonb.toJson(value, bytes);
        return bytes.toByteArray();
    }

    private static byte[] written(String text) {
        return new JsonBytes().string(text).toByteArray();
    }

    @Test
    void timestampsOfFewSeconds_areEachWrittenAsTheyAre() {
        Random random = new Random(1);
        JsonBytes json = new JsonBytes();
        for (int i = 0; i < 10_000; i++) {
            Instant instant = Instant.parse("2026-12-31T23:59:58Z").plusMillis(random.nextInt(4_000));
            json.clear();
            assertThat(new String(json.timestamp(instant).toByteArray(), StandardCharsets.US_ASCII))
                    .isEqualTo(DateTimeFormatter.ofPattern("'\"'uuuu-MM-dd'T'HH:mm:ss.SSS'Z\"'")
                            .withZone(ZoneOffset.UTC).format(instant));
        }
    }

    @Test
    void timestampThatCannotBeWritten_leavesTheNextOneRight() {
        JsonBytes json = new JsonBytes().timestamp(Instant.EPOCH);
        assertThatIllegalArgumentException().isThrownBy(() -> json.timestamp(Instant.MAX));
        assertThat(new String(json.timestamp(Instant.EPOCH).toByteArray(), StandardCharsets.US_ASCII))
                .isEqualTo("\"1970-01-01T00:00:00.000Z\"".repeat(2));
    }

    @Test
    void everyCharacter_isWrittenAsTheReferenceWritesIt() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String text = "a" + (char) c + "z";
            assertThat(written(text)).as("U+%04X", c).isEqualTo(reference(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ud83d\ude00", "\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00", "\ud83d\"",
            "\ufeff",
            "\u2028\u2029", "\u0000\u001f\u007f\u0080", "\udbff\udfff", "\"\\/\b\f\n\r\t"})
    void oddText_isWrittenAsTheReferenceWritesIt(String text) {
        assertThat(written(text)).isEqualTo(reference(text));
        assertThat(new String(written(text), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8)).as("valid UTF-8")
                .isEqualTo(written(text));
    }

    @Test
    void anyText_isWrittenAsTheReferenceWritesIt_andReadBack() {
        Random random = new Random(1);
        for (int i = 0; i < 5000; i++) {
            String text = random.ints(random.nextInt(40), 0, 1 << 1 + random.nextInt(20))
                    .filter(Character::isValidCodePoint)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();

            assertThat(written(text)).isEqualTo(reference(text));
            assertThat(jsonb.fromJson(new String(written(text), StandardCharsets.UTF_8), String.class))
                    .isEqualTo(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8189, 8190, 8191, 8192, 20_000, 300_000})
    void longText_isWritten(int length) {
        for (String part : new String[]{"a", "\u0001", "\u20ac", "\ud83d\ude00"}) {
            assertThat(written(part.repeat(length))).isEqualTo(reference(part.repeat(length)));
            assertThat(written("a".repeat(length) + part)).isEqualTo(reference("a".repeat(length) + part));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 10, 599, -1, -10, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
    void number_isWritten(long number) {
        assertThat(new JsonBytes().number(number).toByteArray()).isEqualTo(reference(number));
    }

    @Test
    void textThatWasDiscarded_isNotWritten() {
        JsonBytes json = new JsonBytes().raw('[').string("x".repeat(1_000_000));
        json.truncate(1);
        assertThat(json.raw(']').toByteArray()).asString().isEqualTo("[]");
        json.clear();
        assertThat(json.length()).isZero();
        assertThat(json.string("next").toByteArray()).asString().isEqualTo("\"next\"");
    }
}
