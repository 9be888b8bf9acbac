package app.quotawatch.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class FakeProviderTest {

    private static final List<URI> STARTED = new CopyOnWriteArrayList<>();

    @FakeProvider("github")
    static FakeApi gitHub;

    @FakeProvider(value = "openai", limits = "gpt-4o: requests 3/min")
    FakeApi openAi;

    @Test
    void fieldsAndParameters_areProviders(@FakeProvider("slack") FakeApi slack) {
        assertThat(List.of(gitHub.uri(), openAi.uri(), slack.uri())).doesNotHaveDuplicates();
        assertThat(openAi.remaining("gpt-4o", "requests")).isEqualTo(3);
        assertThat(openAi.remaining("gpt-4o", "tokens")).as("as usual").isEqualTo(30_000);
    }

    @Nested
    class Inner {

        @Test
        void nestedTest_hasTheFieldsOfTheOuter() {
            assertThat(openAi.requests()).isZero();
        }
    }

    @Test
    void providers_areStoppedAfterTheirTest() {
        Events tests = EngineTestKit.engine("junit-jupiter").selectors(selectClass(Sample.class)).execute()
                .testEvents();

        tests.assertStatistics(statistics -> statistics.succeeded(2));
        assertThat(STARTED).hasSize(6);
        assertThat(new HashSet<>(STARTED)).as("one for the class, two for each test").hasSize(5);
        for (URI uri : STARTED) {
            assertThat(refuses(uri)).as(uri.toString()).isTrue();
        }
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("quotawatch-fake-docker-hub"));
    }

    @Test
    void unknownProvider_failsTheTestWithTheKnownOnes() {
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(Unknown.class)).execute().testEvents().failed()
                .assertEventsMatchExactly(event(
                        finishedWithFailure(
                                message(message -> message.contains("\"opnai\"")
                                        && message.contains("openai, azure-openai")))));
    }

    private static boolean refuses(URI uri) {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Tag("sample")
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Sample {

        @FakeProvider("docker-hub")
        static FakeApi shared;

        @FakeProvider("docker-hub")
        FakeApi own;

        @Test
        void first(@FakeProvider("docker-hub") FakeApi parameter) {
            STARTED.addAll(List.of(shared.uri(), own.uri(), parameter.uri()));
        }

        @Test
        void second(@FakeProvider("docker-hub") FakeApi parameter) {
            STARTED.addAll(List.of(shared.uri(), own.uri(), parameter.uri()));
        }
    }

    static class Unknown {

        @Test
        void test(@FakeProvider("opnai") FakeApi unknown) {}
    }
}
