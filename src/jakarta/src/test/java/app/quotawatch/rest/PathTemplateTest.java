package app.quotawatch.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The path template in the annotations of a MicroProfile client's method. */
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
            "self, /users/{user}", "order, /users/{user}/orders/{order}", "checkedOrder, /users/{user}/orders/{order}",
            "pair, /users/{user}/{a}-{b}/x", "root, ''", "one, /{id}"})
    void template_joinsInterfaceAndMethodWithoutExpressions(String method, String expected) {
        PathTemplate template = PathTemplate.of(method(method));

        assertThat(template.text()).isEqualTo(expected);
        assertThat(template.isOpen()).isFalse();
    }

    @Test
    void expressionThatMayMatchASlash_makesTheTemplateOpen() {
        assertThat(PathTemplate.of(method("files")).isOpen()).isTrue();
    }

    static Method method(String name) {
        return Arrays.stream(new Class<?>[]{Users.class, Bare.class}).flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.getName().equals(name)).findFirst().orElseThrow();
    }
}
