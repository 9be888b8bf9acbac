package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.EndpointStyle;
import app.quotawatch.FleetConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.event.QuotaWatchEvent;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.ClientObserver.Observation;
import app.quotawatch.testing.ForkedJvm;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Loaders;
import app.quotawatch.testing.Logged;
import app.quotawatch.testing.MemoryFleetStore;

/** How observed calls get their partitions, from the request that is sent to the window that is shown. */
class CallPartitionsTest {

    private static final String HOST = "https://a.example";

    private final IngestDouble ingest = IngestDouble.start();
    private final ClassLoader loader = Loaders.ofApplication();
    private RunningQuotaWatch quotaWatch;
    private ClientObserver observer;

    @AfterEach
    void close() {
        if (quotaWatch != null) {
            quotaWatch.close();
        }
        ingest.close();
    }

    private void start(String partition) {
        QuotaWatchConfig config = QuotaWatchConfig.builder("qw").ingestUrl(ingest.url()).shutdownHook(false)
                .endpoint(EndpointStyle.PATH)
                .api(ApiConfig.builder("A").baseUrl(HOST).partition(partition).build()).build();
        quotaWatch = Loaders.in(loader, () -> QuotaWatch.init(config));
        observer = ClientObserver.ofApplication(loader);
    }

    private void call(String path, int remaining, Map<String, ?> request, String... response) {
        Observation call = observer.start("GET", URI.create(HOST + path));
        if (call.wantsRequestHeaders()) {
            call.requestHeaders(request);
        }
        Map<String, String> headers = new LinkedHashMap<>(Map.of("x-ratelimit-limit", "100",
                "x-ratelimit-remaining", String.valueOf(remaining), "x-ratelimit-reset", "60"));
        for (int i = 0; i < response.length; i += 2) {
            headers.put(response[i], response[i + 1]);
        }
        call.answered(200, headers);
    }

    private List<String> windows() {
        return quotaWatch.quota("A").orElseThrow().windows().stream()
                .map(window -> window.partition().orElse("-") + " " + window.remaining().orElse(-1)).toList();
    }

    @Test
    void withoutAPartition_noRequestHeaderIsAskedFor() {
        start("none");
        assertThat(observer.start("GET", URI.create(HOST)).wantsRequestHeaders()).isFalse();
        assertThat(observer.start("GET", URI.create(HOST)).wantsTemplate()).isFalse();
    }

    @Test
    void credentials_areNumberedInTheOrderOfTheirAppearance() {
        start("credential");
        call("/v1", 90, Map.of("Authorization", "Bearer one", "x-request-id", "7"));
        call("/v1", 80, Map.of("authorization", List.of("Bearer two")));
        call("/v1", 70, Map.of("X-Api-Key", "three", "Idempotency-Key", "1"));
        call("/v1", 60, Map.of("Accept", "text/plain"));
        call("/v1", 79, Map.of("AUTHORIZATION", List.of("Bearer two", "ignored")));
        call("/v1", 69, Map.of("Idempotency-Key", "2", "x-api-key", "three"));

        assertThat(windows()).containsExactly("key-1 90", "key-2 79", "key-3 69", "- 60");
        assertThat(quotaWatch.quota("A").flatMap(quota -> quota.tightest()).flatMap(QuotaWindow::partition)).isEmpty();
    }

    private List<String> labelsIn(String fleet, String... credentials) {
        FleetConfig shared = FleetConfig.builder(fleet).store(new MemoryFleetStore()).build();
        ClassLoader own = Loaders.ofApplication();
        try (RunningQuotaWatch replica = Loaders.in(own, () -> QuotaWatch.init(QuotaWatchConfig.builder(null)
                .shutdownHook(false).fleet(shared)
                .api(ApiConfig.builder("A").baseUrl(HOST).partition("credential").build()).build()))) {
            quotaWatch = replica;
            observer = ClientObserver.ofApplication(own);
            for (String credential : credentials) {
                call("/v1", 90, Map.of("Authorization", "Bearer " + credential));
            }
            return replica.quota("A").orElseThrow().windows().stream().map(QuotaWindow::partition)
                    .map(Optional::orElseThrow).toList();
        }
    }

    @Test
    void credentialsOfAFleet_haveTheSameNamesOnAllItsReplicas() {
        List<String> names = labelsIn("shop", "one", "two");

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("key-[0-9a-f]{8}"));
        assertThat(labelsIn("shop", "two", "one")).containsExactly(names.get(1), names.get(0));
        assertThat(labelsIn("bakery", "one", "two")).doesNotContainAnyElementsOf(names);
    }

    @Test
    void signatures_countByTheirCaller() {
        start("credential");
        call("/v1", 90, Map.of("Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIA1/20260507/us-east-1/s3/aws4_request, Signature=aaa"));
        call("/v1", 80, Map.of("Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIA1/20260508/us-east-1/s3/aws4_request, Signature=bbb"));
        call("/v1", 70, Map.of("Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIA2/20260507/us-east-1/s3/aws4_request, Signature=aaa"));

        assertThat(windows()).containsExactly("key-1 80", "key-2 70");
    }

    @Test
    void credentialsThatChangeAllTheTime_areBounded() {
        start("credential");
        for (int i = 1; i <= 5_000; i++) {
            call("/v1", 90, Map.of("Authorization", "Bearer " + i));
        }

        assertThat(quotaWatch.quota("A").orElseThrow().windows()).hasSize(32)
                .anySatisfy(window -> assertThat(window.partition()).contains("key-5000"));
    }

    @Test
    void valueOfARequestHeader_isThePartition_ifItCanBeShown() {
        start("header:OpenAI-Project");
        call("/v1", 90, Map.of("openai-project", List.of(" shop ")));
        call("/v1", 80, Map.of("OpenAI-Project", "search"));
        call("/v1", 70, Map.of("OpenAI-Project", "x".repeat(300)));
        call("/v1", 60, Map.of());

        assertThat(windows()).containsExactly("shop 90", "search 80", "- 60");
    }

    @Test
    void valueOfAResponseHeader_isThePartition() {
        start("response-header:x-model");
        assertThat(observer.start("GET", URI.create(HOST)).wantsRequestHeaders()).isFalse();
        call("/v1", 90, Map.of(), "X-Model", "gpt-4o");
        call("/v1", 80, Map.of(), "x-model", "o1");
        call("/v1", 89, Map.of(), "X-Model", "gpt-4o");

        assertThat(windows()).containsExactly("gpt-4o 89", "o1 80");
    }

    @Test
    void endpoint_isThePartition_withItsIdentifiersReplaced() {
        start("endpoint");
        call("/v1/search?q=x", 90, Map.of());
        call("/v1/users/1234567", 80, Map.of());
        call("/v1/users/7654321", 79, Map.of());
        Observation named = observer.start("GET", URI.create(HOST + "/v1/users/me/keys"));
        assertThat(named.wantsTemplate()).isTrue();
        named.endpoint("/users/{user}/keys");
        named.answered(200, Map.of("x-ratelimit-limit", "100", "x-ratelimit-remaining", "70"));

        assertThat(windows()).containsExactly("/v1/search 90", "/v1/users/{id} 79", "/v1/users/{user}/keys 70");
        quotaWatch.flush();
        assertThat(ingest.endpoints()).as("as sent").contains("/v1/users/1234567", "/v1/users/me/keys");
    }

    @ParameterizedTest
    @CsvSource({"credential, key-1, key-2", "header:OpenAI-Project, one, two", "response-header:X-Model, one, two",
            "endpoint, /one, /two"})
    void twoPartitionsInTurn_areRightAtEveryStep_andFireNoEvent(String partition, String one, String two) {
        List<Object> events = new CopyOnWriteArrayList<>();
        start(partition);
        quotaWatch.onEvent(QuotaWatchEvent.class, events::add);
        try (Logged logged = Logged.start()) {
            for (int i = 1; i <= 50; i++) {
                call("/one", 90, Map.of("Authorization", "Bearer one", "OpenAI-Project", "one"), "X-Model", "one");
                call("/two", 79 - i, Map.of("Authorization", "Bearer two", "OpenAI-Project", "two"), "X-Model", "two");

                assertThat(windows()).containsExactly(one + " 90", two + " " + (79 - i));
                assertThat(quotaWatch.quota("A").flatMap(ApiQuota::tightest).flatMap(QuotaWindow::partition))
                        .contains(two);
            }
            quotaWatch.close();
            assertThat(logged.at(Level.WARNING)).isEmpty();
        }
        assertThat(events).isEmpty();
    }

    @Test
    void partition_isNeverOnTheWire() {
        start("header:x-tenant");
        call("/v1", 90, Map.of("x-tenant", "acme-corp"));
        quotaWatch.record(ApiCall.builder("A").method("GET").status(200).partition("globex-corp").build());
        quotaWatch.flush();

        assertThat(ingest.onlyRequest().body()).doesNotContain("acme").doesNotContain("globex")
                .doesNotContain("partition");
    }

    @Test
    void contradictoryReports_areLoggedOnce_withTheProperty() {
        try (Logged logged = Logged.start()) {
            start("none");
            for (int i = 0; i < 20; i++) {
                call("/v1", i % 2 == 0 ? 90 : 20, Map.of());
            }
            quotaWatch.quotas();

            assertThat(logged.at(Level.WARNING)).singleElement().asString()
                    .isEqualTo("QuotaWatch: The quotas that A reports contradict each other, as those of several keys, "
                            + "projects, models or endpoints would; set quotawatch.apis.A.partition to what "
                            + "distinguishes them: credential, endpoint, header:NAME or response-header:NAME");
        }
    }

    @Test
    void credential_isNowhereInTheProcess_onTheWire_orInTheLog(@TempDir Path directory) throws Exception {
        Path dump = directory.resolve("heap.hprof");
        String key = "sk-live-4f8a";

        String output = ForkedJvm.run(KeyHoldingApplication.class, List.of("-Xmx128m"), ingest.url().toString(),
                dump.toString(), new StringBuilder(key).reverse().toString());

        assertThat(output).contains("partition=key-1").contains("partition=key-3").doesNotContain(key);
        assertThat(ingest.requests()).isNotEmpty().allSatisfy(sent -> assertThat(sent.body()).doesNotContain(key));
        assertThat(contains(dump, "key-3")).as("labels are found").isTrue();
        assertThat(contains(dump, key)).isFalse();
    }

    private static boolean contains(Path file, String text) throws Exception {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            for (int at = 0; at <= bytes.limit() - wanted.length; at++) {
                int same = 0;
                while (same < wanted.length && bytes.get(at + same) == wanted[same]) {
                    same++;
                }
                if (same == wanted.length) {
                    return true;
                }
            }
        }
        return false;
    }
}
