package app.quotawatch.quarkus.classic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.QuotaWatch;
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
