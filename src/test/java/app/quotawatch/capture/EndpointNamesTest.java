package app.quotawatch.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import app.quotawatch.EndpointStyle;

class EndpointNamesTest {

    private static final String INVOKED_METHOD = "org.eclipse.microprofile.rest.client.invokedMethod";

    private static String name(FakeRequest request, EndpointStyle style) {
        return EndpointNames.of(request.context(), style);
    }

    @Test
    void path_isThatOfTheUrlAsItWasSent() {
        FakeRequest request = new FakeRequest("https://api.example.com/users/7/a%20b?token=SECRET#f")
                .with(INVOKED_METHOD, PathTemplateTest.method("self"));

        assertThat(name(request, EndpointStyle.PATH)).isEqualTo("/users/7/a%20b");
    }

    @Test
    void template_ofAMicroProfileClient_isThatOfItsMethod() {
        FakeRequest request = new FakeRequest("https://api.example.com/v1/users/bob?token=SECRET")
                .with(INVOKED_METHOD, PathTemplateTest.method("self"));

        assertThat(name(request, EndpointStyle.TEMPLATE)).isEqualTo("/v1/users/{user}");
    }

    @Test
    void template_elsewhere_isThePathWithoutIdentifiers() {
        assertThat(name(new FakeRequest("https://api.example.com/users/7?token=SECRET"), EndpointStyle.TEMPLATE))
                .isEqualTo("/users/{id}");
    }

    @Test
    void template_withAnInvokedMethodThatIsNone_isThePathWithoutIdentifiers() {
        assertThat(name(new FakeRequest("https://api.example.com/users/7").with(INVOKED_METHOD, "users"),
                EndpointStyle.TEMPLATE)).isEqualTo("/users/{id}");
    }

    @Test
    void urlWithoutPath_hasNone() {
        assertThat(name(new FakeRequest("https://api.example.com"), EndpointStyle.TEMPLATE)).isNullOrEmpty();
        assertThat(name(new FakeRequest("https://api.example.com"), EndpointStyle.PATH)).isNullOrEmpty();
    }
}
