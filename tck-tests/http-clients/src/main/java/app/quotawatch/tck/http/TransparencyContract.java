package app.quotawatch.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.CallListener;
import app.quotawatch.testing.OurThreads;

/** The application gets what it would get without QuotaWatch. */
public interface TransparencyContract extends Contract {

    @Test
    default void unmatchedHost_isNotRecorded() throws Exception {
        ClientUnderTest client = observed();

        assertThat(client.call(HttpCall.get(world().unmatched("/v1/things"))).read()).isNotEmpty();
        client.call(HttpCall.get(world().url("/v1/things"))).read();

        world().recorded().only();
    }

    @Test
    default void clientThatIsHookedTwice_recordsOnce() throws Exception {
        world().start();
        ClientUnderTest client = client(ClientSetup.observed().times(2));

        client.call(HttpCall.get(world().url("/v1/things"))).read();
        client.call(HttpCall.get(world().url("/v1/others"))).read();

        world().recorded().awaitTotal(2);
        assertThat(world().recorded().lines()).containsExactly("Upstream GET /v1/things 200",
                "Upstream GET /v1/others 200");
    }

    @Test
    default void failureOfAClientThatIsHookedTwice_isRecordedOnce() {
        world().start();
        world().upstream().behave(Responses.nothing());
        ClientUnderTest client = client(ClientSetup.observed().times(2));

        Outcome.of(() -> client.call(HttpCall.get(world().url("/v1/things"))));
        world().refuseConnections();
        Outcome.of(() -> client.call(HttpCall.get(world().url("/v1/things"))));

        world().recorded().awaitTotal(2);
        assertThat(world().recorded().failures()).hasSize(2);
    }

    @Test
    default void exceptionOfOurOwn_doesNotReachTheApplication() throws Exception {
        ClientUnderTest client = observed();
        world().quotaWatch().onCall(new Broken());

        assertThat(client.call(HttpCall.get(world().url("/v1/things"))).status()).isEqualTo(200);

        world().recorded().only();
        assertThat(world().quotaWatch().deliveryStats().internalErrors()).isEqualTo(1);
        world().quotaWatch().close();
        world().start();
    }

    /** A listener that throws. */
    final class Broken implements CallListener {

        @Override
        public void onCall(ApiCall call) {
            throw new IllegalStateException("a broken listener");
        }
    }

    @Test
    default void concurrentCalls_areRecordedOnceEach() throws Exception {
        ClientUnderTest client = observed();
        int threads = 20;
        int each = 10;
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Void>> done = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                String path = "/v1/thread-" + t + "-";
                Callable<Void> calls = () -> {
                    together.await(20, TimeUnit.SECONDS);
                    for (int i = 0; i < each; i++) {
                        client.call(HttpCall.get(world().url(path + i))).read();
                    }
                    return null;
                };
                done.add(executor.submit(calls));
            }
            for (Future<Void> future : done) {
                future.get(60, TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }

        world().recorded().awaitTotal(threads * each);
        assertThat(world().recorded().calls()).extracting(ApiCall::endpoint).doesNotHaveDuplicates();
    }

    @Test
    default void observing_startsNoThread() throws Exception {
        world().start();
        List<String> before = OurThreads.alive();
        ClientUnderTest client = client(ClientSetup.observed());

        client.call(HttpCall.get(world().url("/v1/things"))).read();

        world().recorded().only();
        assertThat(OurThreads.alive()).isEqualTo(before);
    }
}
