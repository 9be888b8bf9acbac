package app.quotawatch.quarkus.test;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class OkHttpSwitchedOffTest extends SwitchedOffContract {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = without("okhttp");

    @Override
    String library() {
        return "okhttp";
    }
}
