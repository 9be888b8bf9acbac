package app.quotawatch.tck.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import com.sun.net.httpserver.HttpExchange;

import app.quotawatch.ingest.StoredEvent;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Upstream;

/** The calls of each client on a server, from each kind of thread. */
abstract class ObservedClients extends ServerWithApplications {

    @Test
    @Order(1)
    void everyClient_inRequestThread_isObservedOnce(TestInfo test) {
        assertObserved("REQUEST", 1, test);
    }

    @Test
    @Order(2)
    void everyClient_inManagedExecutor_isObservedOnce(TestInfo test) {
        Assumptions.assumeTrue(server.hasManagedExecutor(), "the server has no managed executor");
        assertObserved("MANAGED_EXECUTOR", 1, test);
    }

    /* Before any call fails: the filters of some servers then leave its span current on the thread, where further calls get none. */
    @Test
    @Order(2)
    void spanOfEachClient_showsTheQuota() {
        Assumptions.assumeTrue(server.tracesClients(), "the server makes no spans of clients");
        for (ClientKind kind : ClientKind.values()) {
            one.call(kind, "REQUEST", around.fromWar.uri(), "traced." + kind, 1);
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(ClientKind.values()).allSatisfy(
                kind -> assertThat(spansOf("/things/traced." + kind)).singleElement().satisfies(
                        span -> assertThat(span.attributes()).containsEntry("quotawatch.api", "things")
                                .containsKeys("quotawatch.quota.used_ratio", "quotawatch.quota.remaining"))));
    }

    private List<OtlpReceiver.ClientSpan> spansOf(String path) {
        return around.telemetryOfOne.spans().stream().filter(span -> span.isOf(path)).toList();
    }

    @Test
    @Order(3)
    void everyClient_onCommonPoolThread_isObservedOnce(TestInfo test) {
        assertObserved("COMMON_POOL_LATER", 2, test);
    }

    @Test
    @Order(3)
    void everyClient_firstUsedOnCommonPoolThread_isObservedOnce(TestInfo test) {
        assertObserved("COMMON_POOL", 1, test);
    }

    private void assertObserved(String thread, long times, TestInfo test) {
        Reach reach = server.reach(thread);
        Compatibility.note(getClass(), "limit." + test.getTestMethod().orElseThrow().getName(), reach.text);
        Map<ClientKind, String> responses = new LinkedHashMap<>();
        for (ClientKind kind : reach.kinds()) {
            responses.put(kind, one.call(kind, thread, around.fromWar.uri(), thread + "." + kind, 1));
        }
        one.flush();

        assertThat(responses).allSatisfy((kind, response) -> assertThat(response).isEqualTo("ok"));
        Map<String, Long> observed = around.ingestOfOne.events().stream().map(StoredEvent::endpoint)
                .filter(endpoint -> endpoint.startsWith("/things/" + thread + "."))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(observed).as(() -> one.stats()).hasSize(responses.size());
        assertThat(observed).allSatisfy((endpoint, count) -> assertThat(count).isEqualTo(times));
        assertThat(around.ingestOfOne.events()).extracting(StoredEvent::toString)
                .noneMatch(event -> event.contains(Settings.SECRET));
    }

    @Test
    @Order(3)
    void failureOfEachClient_isReportedImmediatelyWithKindAndDuration() {
        List<String> expected = new ArrayList<>();
        for (String thread : List.of("REQUEST", "COMMON_POOL")) {
            for (ClientKind kind : ClientKind.values()) {
                String id = "lost." + thread + "." + kind;
                around.fromWar.on("/things/" + id, HttpExchange::close);
                assertThat(one.call(kind, thread, around.fromWar.uri(), id, 1)).startsWith("failed: ");
                expected.add("/things/" + id + " CONNECTION_RESET with duration");
            }
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(one.failures())
                .containsExactlyInAnyOrderElementsOf(expected));
    }

    @Test
    @Order(8)
    void callWithSecrets_isObservedWithoutTheSecrets() {
        around.fromWar.on("/things/secrets", Upstream.responding(401, "hush in the response", "Set-Cookie", "id=hush",
                "WWW-Authenticate", "Basic realm=hush", "X-RateLimit-Remaining", "3", "X-Request-Id", "hush"));
        around.fromWar.on("/things/broken", HttpExchange::close);

        assertThat(one.callWithSecrets(around.fromWar.uri(), "secrets")).isEqualTo("401");
        assertThat(one.callWithSecrets(around.fromWar.uri(), "broken")).isEqualTo("no response");
        one.flush();

        assertThat(around.ingestOfOne.events()).filteredOn(event -> event.endpoint().equals("/things/secrets"))
                .hasSize(1);
        assertThat(around.ingestOfOne.events()).extracting(StoredEvent::toString)
                .noneMatch(event -> event.contains(Settings.SECRET));
        assertThat(one.stats()).contains("failedCalls=").doesNotContain(Settings.SECRET, Settings.API_KEY);
    }
}
