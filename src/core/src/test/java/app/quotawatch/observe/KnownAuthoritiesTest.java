package app.quotawatch.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

/** A host that was found before is found again the same way, whatever was called meanwhile. */
class KnownAuthoritiesTest {

    private static final int MANY = 10_000;

    @Test
    void knownHost_isStillMatchedByItsPath() {
        Apis apis = Apis.of("https://h.example.com/a", "https://h.example.com/b", "https://*.example.com");

        assertThat(apis.match("https://h.example.com/a/x")).isEqualTo("https://h.example.com/a");
        assertThat(apis.match("https://h.example.com/b/x")).isEqualTo("https://h.example.com/b");
        assertThat(apis.match("https://h.example.com/c")).isEqualTo("https://*.example.com");
        assertThat(apis.match("http://h.example.com/a")).isNull();
        assertThat(apis.match("https://h.example.com:8443/a")).isNull();
    }

    @Test
    void hostsThatVary_takeNoPlaceOfAConfiguredOne() {
        ApiMatcher matcher = new ApiMatcher(List.of(Apis.api("https://api.example.com")), Apis.INGEST);
        URI api = URI.create("https://api.example.com/x");
        ApiTarget target = matcher.match(api);
        for (int i = 0; i < MANY; i++) {
            assertThat(matcher.match(URI.create("https://h" + i + ".example.org/x"))).isNull();
        }

        assertThat(matcher.match(api)).isSameAs(target).isNotNull();
    }

    @Test
    void hostsThatVaryBehindAWildcard_areAllMatched() {
        Apis apis = Apis.of("https://*.example.com", "https://api.example.com");
        for (int i = 0; i < MANY; i++) {
            assertThat(apis.match("https://h" + i + ".example.com/x")).isEqualTo("https://*.example.com");
            assertThat(apis.match("https://api.example.com/x")).isEqualTo("https://api.example.com");
        }
    }

    @Test
    void authorityWithCredentials_isNotRemembered() {
        KnownAuthorities known = new KnownAuthorities();
        known.remember("https", "user:secret@api.example.com", 443, new ApiMatcher.Site[0]);
        known.remember("https", "api.example.com", 443, new ApiMatcher.Site[0]);

        assertThat(known.find("https", "user:secret@api.example.com", 443)).isNull();
        assertThat(known.find("https", "api.example.com", 443)).isNotNull();
        assertThat(known.find("https", "api.example.com", 80)).isNull();
    }

    @Test
    void concurrentCalls_findTheirOwnApi() throws InterruptedException {
        ApiMatcher matcher = new ApiMatcher(
                List.of(Apis.api("https://*.example.com"), Apis.api("https://*.example.org")),
                Apis.INGEST);
        AtomicInteger wrong = new AtomicInteger();
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            String domain = t % 2 == 0 ? "example.com" : "example.org";
            threads[t] = new Thread(() -> {
                for (int i = 0; i < MANY; i++) {
                    ApiTarget target = matcher.match(URI.create("https://h" + i % 100 + "." + domain + "/x"));
                    if (target == null || !target.api().name().endsWith(domain)) {
                        wrong.incrementAndGet();
                    }
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(wrong).hasValue(0);
    }
}
