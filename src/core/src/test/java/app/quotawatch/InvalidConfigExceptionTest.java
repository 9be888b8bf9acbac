package app.quotawatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;

import org.junit.jupiter.api.Test;

class InvalidConfigExceptionTest {

    @Test
    void message_ofOneProblem_saysOne() {
        assertThat(new InvalidConfigException(List.of("a = 1: must be 2")))
                .hasMessage("QuotaWatch's configuration has a problem:\n  - a = 1: must be 2");
    }

    @Test
    void message_ofSeveralProblems_countsAndListsThem() {
        assertThat(new InvalidConfigException(List.of("a", "b", "c")))
                .hasMessage("QuotaWatch's configuration has 3 problems:\n  - a\n  - b\n  - c");
    }

    @Test
    void problems_areOneEach() {
        assertThat(new InvalidConfigException(List.of("a", "b")).problems()).containsExactly("a", "b");
    }

    @Test
    void serialized_itStillTellsItsProblems() throws Exception {
        InvalidConfigException thrown = new InvalidConfigException(List.of("a = 1", "b = 2"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            InvalidConfigException read = (InvalidConfigException) in.readObject();
            assertThat(read).hasMessage(thrown.getMessage());
            assertThat(String.join("\n", read.problems())).contains("a = 1", "b = 2");
        }
    }
}
