package app.quotawatch.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The template of a MicroProfile client's method takes the place of what it stands for in the URL. */
class PathTemplateTest {

    @Path("/users/{user}")
    interface Users {

        @GET
        void self();

        @GET
        @Path("orders/{order}")
        void order();

        @GET
        @Path("/orders/{order: [0-9]{3,5}}/")
        void checkedOrder();

        @GET
        @Path("files/{path: .+}")
        void files();

        @GET
        @Path("{a}-{b}/x")
        void pair();
    }

    interface Bare {

        @GET
        void root();

        @GET
        @Path("{id}")
        void one();
    }

    @ParameterizedTest
    @CsvSource({
            "self, /users/7, /users/{user}",
            "self, /v1/users/bob, /v1/users/{user}",
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
    void template_replacesTheLastSegments(String method, String path, String expected) {
        assertThat(PathTemplate.of(method(method)).fill(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"/users/bob/files/a/b/c, /users/bob/files/a/b/c", "/users/7/files/8/9, /users/{id}/files/{id}/{id}"})
    void templateThatMayMatchSlashes_leavesIdentifiersToBeFound(String path, String expected) {
        assertThat(PathTemplate.of(method("files")).fill(path)).isEqualTo(expected);
    }

    static Method method(String name) {
        return Arrays.stream(new Class<?>[]{Users.class, Bare.class}).flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.getName().equals(name)).findFirst().orElseThrow();
    }
}
