package app.quotawatch.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void withoutOptions_startsTheBundledIngestAtTheDefaultPortAndRunsUntilStopped() {
        Options options = parse("");

        assertThat(options.port()).isEqualTo(3001);
        assertThat(options.ingest()).isEmpty();
        assertThat(options.seconds()).isEmpty();
        assertThat(options.help()).isFalse();
    }

    @Test
    void values_mayFollowASpaceOrAnEqualsSign() {
        assertThat(parse("--port 0 --seconds 7")).isEqualTo(parse("--port=0 --seconds=7"));
        assertThat(parse("--ingest-url=https://qw.example/a=b").ingest())
                .contains(URI.create("https://qw.example/a=b"));
    }

    @Test
    void help_isRecognized() {
        assertThat(parse("--seconds 3 --help").help()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "--prot 1 | unknown option --prot; valid options are --port, --seconds, --ingest-url and --help",
            "7 | unknown option 7; valid options are --port, --seconds, --ingest-url and --help",
            "--port | --port: needs a value",
            "--port --seconds 3 | --port: needs a value",
            "--port 65536 | --port 65536: must be a whole number, 0 to 65535",
            "--seconds 0 | --seconds 0: must be a whole number, 1 to 86400",
            "--seconds 1.5 | --seconds 1.5: must be a whole number, 1 to 86400",
            "--ingest-url :: | --ingest-url ::: is not a URL",
            "--ingest-url http://a --port 1 | --port and --ingest-url: specify only one of them"})
    void badOptions_areReported(String commandLine, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(commandLine)).withMessage(message);
    }

    private static Options parse(String commandLine) {
        return Options.parse(commandLine.isEmpty() ? List.of() : List.of(commandLine.split(" ")));
    }
}
