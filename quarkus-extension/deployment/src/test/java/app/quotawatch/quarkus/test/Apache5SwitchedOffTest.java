package app.quotawatch.quarkus.test;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class Apache5SwitchedOffTest extends SwitchedOffContract {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = without("apache5");

    @Override
    String library() {
        return "apache5";
    }
}
