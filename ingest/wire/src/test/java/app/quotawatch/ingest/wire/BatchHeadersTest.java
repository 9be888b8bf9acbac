package app.quotawatch.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchHeadersTest {

    private static void assertUnsupported(String contentType, String contentEncoding) {
        assertThatThrownBy(() -> BatchHeaders.checkContent(contentType, contentEncoding))
                .isInstanceOfSatisfying(InvalidBatchException.class,
                        invalid -> assertThat(invalid.kind())
                                .isEqualTo(InvalidBatchException.Kind.UNSUPPORTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON", " application/json ; charset=UTF-8",
            "application/json; charset=\"utf-8\"", "application/json;profile=x"})
    void jsonInUtf8_isSupportedInAnySpelling(String contentType) {
        assertThatCode(() -> BatchHeaders.checkContent(contentType, null)).doesNotThrowAnyException();
        assertThatCode(() -> BatchHeaders.checkContent(contentType, "Identity")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "text/plain", "application/jsonp", "application/json; charset=utf-16",
            ";application/json"})
    void otherContent_isUnsupported(String contentType) {
        assertUnsupported(contentType, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "", "identity, gzip"})
    void compressedContent_isUnsupported(String contentEncoding) {
        assertUnsupported("application/json", contentEncoding);
    }

    @Test
    void idempotencyKey_isMissingOrHas1To256Characters() {
        assertThatCode(() -> BatchHeaders.checkIdempotencyKey(null)).doesNotThrowAnyException();
        assertThatCode(() -> BatchHeaders.checkIdempotencyKey("k".repeat(256))).doesNotThrowAnyException();
        assertThatThrownBy(() -> BatchHeaders.checkIdempotencyKey(" ")).isInstanceOf(InvalidBatchException.class);
        assertThatThrownBy(() -> BatchHeaders.checkIdempotencyKey("k".repeat(257)))
                .hasMessage("Idempotency-Key: must have 1 to 256 characters");
    }
}
