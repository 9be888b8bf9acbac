package app.quotawatch.quarkus.test;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class JdkSwitchedOffTest extends SwitchedOffContract {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = without("jdk");

    @Override
    String library() {
        return "jdk";
    }
}
