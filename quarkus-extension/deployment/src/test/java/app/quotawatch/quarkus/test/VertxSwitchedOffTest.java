package app.quotawatch.quarkus.test;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class VertxSwitchedOffTest extends SwitchedOffContract {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = without("vertx");

    @Override
    String library() {
        return "vertx";
    }
}
