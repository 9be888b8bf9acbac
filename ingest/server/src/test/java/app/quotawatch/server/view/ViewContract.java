package app.quotawatch.server.view;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A database for all tests of a class, with a project without calls for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ViewContract {

    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration HOUR = Duration.ofHours(1);
    static final Duration DAY = Duration.ofDays(1);

    ViewFixture server;

    /** Opens a database that is empty. */
    abstract ViewFixture open();

    @BeforeAll
    void start() {
        server = open();
    }

    @BeforeEach
    void startProject() {
        server.startProject();
    }

    @AfterAll
    void stop() {
        server.close();
    }
}
