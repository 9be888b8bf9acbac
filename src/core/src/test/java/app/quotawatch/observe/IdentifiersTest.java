package app.quotawatch.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "42", "12345678901234567890", "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
            "3F2504E0-4F89-11D3-9A0C-0305E82C3301", "507f1f77bcf86cd799439011", "e3b0c44298fc", "cus_NffrFeUfNV2Hib",
            "ch_3MmlLrLkdIwHu7ix0snN0B15", "chatcmpl-9xYzAbCdEfGh", "sk-abc12345",
            "bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", "xK3f9LmQ2pR7sT1vW5yZ8aBc",
            "AbCdEf12GhIj-KlMnOp_QrStUv", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "x7f9k2m4p6q8r1s3t5v7", "cus_NffrFeUfNV"})
    void identifier_isReplaced(String identifier) {
        assertThat(Identifiers.replacedIn("/v1/things/" + identifier)).isEqualTo("/v1/things/{id}");
        assertThat(Identifiers.replacedIn("/v1/" + identifier + "/parts")).isEqualTo("/v1/{id}/parts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v10", "chat", "completions", "gpt-4o-mini", "gpt-3.5-turbo",
            "text-embedding-3-small",
            "user-preferences", "rate_limit", "me", "deadbeef", "feedfacefeed", "a", "2024-01-01", "%7Bid%7D", "a.b",
            "~",
            "oauth2", "i18n", "Customer-Accounts", "Llama-3.1-8B-Instruct", "Sales_Invoices",
            "Meta-Llama-3.1-405B-Instruct",
            "claude-3-5-sonnet-20241022", "gemini-1.5-pro:generateContent", "api-OAuth2", "invoice_LineItems",
            "listCustomersByOrganization", "gpt-4o-2024-08-06", "caf%C3%A9-Bestellungen"})
    void word_stays(String word) {
        assertThat(Identifiers.replacedIn("/v1/" + word + "/x")).isEqualTo("/v1/" + word + "/x");
    }

    @ParameterizedTest
    @CsvSource({
            "/1/2/3, /{id}/{id}/{id}",
            "/users/7/orders/8, /users/{id}/orders/{id}",
            "/users/7/, /users/{id}/",
            "7, {id}",
            "/, /",
            "//7//, //{id}//",
            "'', ''"})
    void everySegment_isExamined(String path, String expected) {
        assertThat(Identifiers.replacedIn(path)).isEqualTo(expected);
    }

    @Test
    void pathWithoutIdentifiers_isTheSameString() {
        String path = "/v1/chat/completions";

        assertThat(Identifiers.replacedIn(path)).isSameAs(path);
    }
}
