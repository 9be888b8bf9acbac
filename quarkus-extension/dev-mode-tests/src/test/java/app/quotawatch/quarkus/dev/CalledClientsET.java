package app.quotawatch.quarkus.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

/** A test of the application, which continuous testing runs. */
@QuarkusTest
public class CalledClientsET {

    @Inject
    CalledClients clients;

    @Test
    void eachCall_isRecordedOnce() throws Exception {
        assertEquals("1, 2", clients.call());
    }
}
