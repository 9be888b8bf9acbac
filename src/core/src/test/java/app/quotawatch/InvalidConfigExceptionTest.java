package app.quotawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class InvalidConfigExceptionTest {

    @Test
    void message_ofOneProblem_countsOne() {
        assertThat(exception("a = 1: must be 2"))
                .hasMessage("QuotaWatch's configuration has a problem:\n  - a = 1: must be 2");
    }

    @Test
    void message_ofSeveralProblems_countsAndListsThem() {
        assertThat(exception("a", "b", "c"))
                .hasMessage("QuotaWatch's configuration has 3 problems:\n  - a\n  - b\n  - c");
    }

    @Test
    void problems_areTypedAndKeepTheirOrder() {
        ConfigProblem missing = ConfigProblem.of(ConfigProblem.Kind.MISSING, "quotawatch.x", "quotawatch.x is missing");
        ConfigProblem invalid = ConfigProblem.of(ConfigProblem.Kind.INVALID, "quotawatch.y",
                "quotawatch.y = 1: must be 2");

        assertThat(InvalidConfigException.of(List.of(missing, invalid)).problems()).containsExactly(missing, invalid);
        assertThat(missing.kind()).isEqualTo(ConfigProblem.Kind.MISSING);
        assertThat(missing.key()).isEqualTo("quotawatch.x");
        assertThat(missing.message()).isEqualTo("quotawatch.x is missing").hasToString(missing.toString());
    }

    @Test
    void exceptionWithoutAProblem_cannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> InvalidConfigException.of(List.of()))
                .isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void problemWithoutKindKeyOrMessage_isRejected() {
        assertThatNullPointerException().isThrownBy(() -> ConfigProblem.of(null, "k", "m")).withMessage("kind");
        assertThatNullPointerException().isThrownBy(() -> ConfigProblem.of(ConfigProblem.Kind.INVALID, null, "m"))
                .withMessage("key");
        assertThatNullPointerException().isThrownBy(() -> ConfigProblem.of(ConfigProblem.Kind.INVALID, "k", null))
                .withMessage("message");
    }

    private static InvalidConfigException exception(String... messages) {
        return InvalidConfigException.of(Stream.of(messages)
                .map(message -> ConfigProblem.of(ConfigProblem.Kind.INVALID, "key", message)).toList());
    }

    @Test
    void serialized_itKeepsItsProblems() throws Exception {
        InvalidConfigException thrown = exception("a = 1", "b = 2");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            InvalidConfigException read = (InvalidConfigException) in.readObject();
            assertThat(read).hasMessage(thrown.getMessage());
            assertThat(read.problems()).isEqualTo(thrown.problems());
        }
    }
}
