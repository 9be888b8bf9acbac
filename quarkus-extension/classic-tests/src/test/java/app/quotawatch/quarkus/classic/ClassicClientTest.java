package app.quotawatch.quarkus.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.QuotaWatch;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.quarkus.testing.World;
import app.quotawatch.tck.clients.Caller;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.clients.InjectedClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Every client of the conformance suite is observed, each call once. */
@QuarkusTest
@QuarkusTestResource(World.class)
class ClassicClientTest {

    private static final URI REFUSING = URI.create("http://localhost:1");

    Supplier<List<String>> events;
    String upstream;

    @Inject
    QuotaWatch quotaWatch;

    @Inject
    InjectedClient injected;

    @ParameterizedTest
    @ValueSource(strings = {"MICROPROFILE_INJECTED", "MICROPROFILE_INJECTED_COMPLETION_STAGE", "MICROPROFILE_BUILT",
            "MICROPROFILE_BUILT_COMPLETION_STAGE", "PLAIN_NEW_CLIENT", "PLAIN_NEW_BUILDER", "PLAIN_INVOCATION",
            "PLAIN_ASYNC", "PLAIN_CALLBACK", "PLAIN_RX"})
    void everyClient_isObservedOnce(String name) {
        String body = ClientKind.valueOf(name).call(new Here(), URI.create(upstream), name, "hush");

        assertThat(body).isEqualTo("a thing");
        quotaWatch.flush();
        assertThat(events.get()).filteredOn(event -> event.endsWith("/" + name))
                .containsExactly("things GET 200 /things/" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MICROPROFILE_BUILT", "MICROPROFILE_BUILT_COMPLETION_STAGE", "PLAIN_NEW_CLIENT",
            "PLAIN_NEW_BUILDER", "PLAIN_INVOCATION", "PLAIN_ASYNC", "PLAIN_CALLBACK", "PLAIN_RX"})
    void failedCall_isReportedImmediatelyWithItsKind(String name) {
        List<CallFailed> failures = new CopyOnWriteArrayList<>();
        quotaWatch.onEvent(CallFailed.class, failures::add);

        assertThat(catchThrowable(() -> ClientKind.valueOf(name).call(new Here(), REFUSING, name, "hush")))
                .isNotNull();

        await().untilAsserted(() -> assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.endpoint()).isEqualTo("/things/" + name);
            assertThat(failure.kind()).isEqualTo(FailureKind.CONNECTION_REFUSED);
            assertThat(failure.duration()).isPresent();
        }));
    }

    private final class Here implements Caller {

        @Override
        public <T> T bean(Class<T> type) {
            return type.cast(injected);
        }

        @Override
        public <T> T call(Callable<T> action) {
            try {
                return action.call();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
