package app.quotawatch.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import app.quotawatch.EndpointStyle;
import app.quotawatch.engine.DisabledQuotaWatch;
import app.quotawatch.observe.Application;
import app.quotawatch.observe.Applications;
import app.quotawatch.testing.RecordingSink;

/** The endpoint name of a call in each style. */
class EndpointTemplatesTest {

    private static final String INVOKED_METHOD = "org.eclipse.microprofile.rest.client.invokedMethod";

    private final RecordingSink sink = new RecordingSink();
    private Application application;

    @AfterEach
    void unregister() {
        Applications.unregister(application);
    }

    private String name(FakeRequest request, EndpointStyle style) {
        application = Application.observed(sink.observer(style), new DisabledQuotaWatch());
        Applications.register(Applications.currentLoader(), application);
        CallFilter filter = new CallFilter();
        filter.filter(request.context());
        FailedCalls.report(request.context(), null);
        return sink.failures.get(0).endpoint();
    }

    private static FakeRequest request(String path) {
        return new FakeRequest("https://api.example.com" + path);
    }

    private static FakeRequest callOf(String method, String path) {
        return request(path).with(INVOKED_METHOD, PathTemplateTest.method(method));
    }

    @Test
    void path_isThePathOfTheUrlAsSent() {
        assertThat(name(callOf("self", "/users/7/a%20b?token=SECRET#f"), EndpointStyle.PATH))
                .isEqualTo("/users/7/a%20b");
    }

    @ParameterizedTest
    @CsvSource({
            "self, /users/7, /users/{user}",
            "self, /v1/users/bob, /v1/users/{user}",
            "self, /v1/users/bob?token=SECRET, /v1/users/{user}",
            "self, /v1/users/bob/, /v1/users/{user}",
            "order, /v1/users/bob/orders/x, /v1/users/{user}/orders/{order}",
            "order, /tenants/12345/users/bob/orders/x, /tenants/{id}/users/{user}/orders/{order}",
            "checkedOrder, /users/bob/orders/1234, /users/{user}/orders/{order}",
            "pair, /users/bob/1-2/x, /users/{user}/{a}-{b}/x",
            "root, /v1, /v1",
            "root, /, /",
            "one, /v1/anything, /v1/{id}",
            "one, /anything, /{id}",
            "order, /short, /users/{user}/orders/{order}"})
    void templateOfAMicroProfileClient_replacesTheLastSegments(String method, String path, String expected) {
        assertThat(name(callOf(method, path), EndpointStyle.TEMPLATE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"/users/bob/files/a/b/c, /users/bob/files/a/b/c", "/users/7/files/8/9, /users/{id}/files/{id}/{id}"})
    void templateThatMayMatchSlashes_isReplacedByThePathWithoutIdentifiers(String path, String expected) {
        assertThat(name(callOf("files", path), EndpointStyle.TEMPLATE)).isEqualTo(expected);
    }

    @Test
    void templateOfAnotherClient_isThePathWithoutIdentifiers() {
        assertThat(name(request("/users/7?token=SECRET"), EndpointStyle.TEMPLATE)).isEqualTo("/users/{id}");
    }

    @Test
    void invokedMethodOfAnotherType_isIgnored() {
        assertThat(name(request("/users/7").with(INVOKED_METHOD, "users"), EndpointStyle.TEMPLATE))
                .isEqualTo("/users/{id}");
    }

    @Test
    void urlWithoutPath_isTheRoot() {
        assertThat(name(request(""), EndpointStyle.TEMPLATE)).isEqualTo("/");
    }
}
