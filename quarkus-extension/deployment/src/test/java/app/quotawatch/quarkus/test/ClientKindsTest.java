package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import app.quotawatch.QuotaWatch;
import app.quotawatch.quarkus.test.support.Apps;
import app.quotawatch.quarkus.test.support.World;
import app.quotawatch.tck.clients.Caller;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.clients.InjectedClient;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;

/** Every client of the conformance suite is observed, each call once. */
class ClientKindsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.observed();

    @Inject
    QuotaWatch quotaWatch;

    /* Quarkus removes beans that are not injected. */
    @Inject
    InjectedClient injected;

    @ParameterizedTest
    @MethodSource("kinds")
    void call_isObservedOnceAndUnchanged(String name) {
        ClientKind kind = ClientKind.valueOf(name);
        String body = kind.call(new Here(), URI.create(World.upstreamUrl()), kind.name(), "hush");

        assertThat(body).as("the response that the application receives").isEqualTo("a thing");
        quotaWatch.flush();
        assertThat(World.eventsOf(kind.name())).as("one event per call")
                .containsExactly("things GET 200 /things/" + kind.name());
    }

    /* Names, because the parameters come from a different class loader than the application's. */
    static Stream<String> kinds() {
        return Stream.of(ClientKind.values()).map(ClientKind::name);
    }

    private static final class Here implements Caller {

        @Override
        public <T> T bean(Class<T> type) {
            return Arc.container().instance(type).get();
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
