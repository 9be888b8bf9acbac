package app.quotawatch.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import com.sun.management.ThreadMXBean;

/**
 * What a reader keeps of a response is what {@link RateLimitHeaders#select} keeps, whatever it has learned from earlier ones. A
 * failure names the seed that repeats it.
 */
class LearnedNamesTest {

    private static final int SETS = 10_000;
    private static final String[] DATES = {"Date", "date", "DATE", "dAte"};
    private static final String[] OTHERS = {"Server", "ETag", "Vary", "Content-Type", "Via", "X-Request-Id", "Link"};

    private final List<CorpusCase> corpus = CorpusCase.all().toList();

    @Test
    void corpus_isKeptAsSelected() {
        RateLimitReader shared = new RateLimitReader();
        for (int round = 0; round < 3; round++) {
            for (CorpusCase response : corpus) {
                RateLimitReader own = new RateLimitReader();
                for (Map<String, Object> headers : mapsOf(withDate(response.headers(), new Random(round)))) {
                    for (int i = 0; i < 3; i++) {
                        compare(round, own, headers);
                        compare(round, shared, headers);
                    }
                }
            }
        }
    }

    @Test
    void hostileResponses_areKeptAsSelected() {
        RateLimitReader shared = new RateLimitReader();
        for (long seed = 0; seed < SETS; seed++) {
            Random random = new Random(seed);
            Map<String, Object> headers = withDate(new HostileHeaders(seed, corpus).next(), random);
            RateLimitReader reader = random.nextBoolean() ? shared : new RateLimitReader();
            for (int i = 0; i < 3; i++) {
                for (Map<String, Object> map : mapsOf(headers)) {
                    compare(seed, reader, map);
                }
                moveValues(headers, random);
            }
        }
    }

    @Test
    void interleavedResponses_areKeptAsSelected() {
        for (long seed = 0; seed < SETS / 10; seed++) {
            Random random = new Random(seed);
            RateLimitReader reader = new RateLimitReader();
            List<Map<String, Object>> responses = new ArrayList<>();
            for (int i = 1 + random.nextInt(12); i > 0; i--) {
                responses.add(withDate(new HostileHeaders(seed * 100 + i, corpus).next(), random));
            }
            for (int i = 0; i < 60; i++) {
                Map<String, Object> headers = responses.get(random.nextInt(responses.size()));
                moveValues(headers, random);
                compare(seed, reader, headers);
            }
        }
    }

    @Test
    void namesThatDifferInCase_areOneHeader() {
        RateLimitReader reader = new RateLimitReader();
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("X-RateLimit-Limit", "5");
        headers.put("x-ratelimit-limit", List.of("6", "7"));
        for (int i = 0; i < 3; i++) {
            assertThat(reader.keep(headers)).containsExactly(Map.entry("x-ratelimit-limit", "5, 6, 7"));
        }
    }

    @Test
    void knownNames_shareTheirLayout() {
        RateLimitReader reader = new RateLimitReader();
        assertThat(reader.keep(response("1")).layout()).isNull();

        KeptHeaders second = reader.keep(response("2"));
        KeptHeaders third = reader.keep(response("3"));

        assertThat(third).containsEntry("x-ratelimit-remaining", "3");
        assertThat(third.date()).isEqualTo("Wed, 01 Oct 2025 12:00:00 GMT");
        assertThat(second.layout()).isNotNull().isSameAs(third.layout());
        assertThat(second.names()).isSameAs(third.names());
    }

    @Test
    void valueThatMayIdentifySomebody_isNotKeptUnderAKnownName() {
        RateLimitReader reader = new RateLimitReader();
        reader.keep(response("1"));

        assertThat(reader.keep(response("192.0.2.1"))).isEmpty();
        assertThat(reader.keep(response("192.0.2.1")).date()).isNull();
        assertThat(reader.keep(response("2"))).hasSize(1);
    }

    @Test
    void missingHeaders_areNotKept() {
        RateLimitReader reader = new RateLimitReader();
        for (int i = 0; i < 3; i++) {
            assertThat(reader.keep(null)).isEmpty();
            assertThat(reader.keep(Map.of())).isEmpty();
            assertThat(reader.keep(Collections.singletonMap(null, null))).isEmpty();
            assertThat(reader.keep(Map.of("Date", "x", "Server", "y")).date()).isNull();
        }
    }

    @Test
    void keptHeaders_cannotBeChanged() {
        Map<String, String> kept = new RateLimitReader().keep(response("1"));

        assertThatThrownBy(() -> kept.put("retry-after", "1")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(kept::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> kept.entrySet().iterator().next().setValue("2"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(kept).containsExactly(Map.entry("x-ratelimit-remaining", "1"));
        assertThat(RateLimitHeaders.select(kept)).isSameAs(kept);
    }

    @Test
    void namesMadeUpForEachResponse_costLittleMoreThanSelecting() {
        RateLimitReader reader = new RateLimitReader();
        List<Map<String, Object>> responses = IntStream.range(0, SETS).mapToObj(LearnedNamesTest::madeUp).toList();
        responses.forEach(RateLimitHeaders::select);

        long selecting = allocated(() -> responses.forEach(RateLimitHeaders::select));
        long keeping = allocated(() -> responses.forEach(reader::keep));

        assertThat(keeping).isLessThan(selecting + selecting / 10 + 100_000);
    }

    @Test
    void namesAreLearnedAgain_afterAServerHasMadeUpMany() {
        RateLimitReader reader = new RateLimitReader();
        for (int i = 0; i < SETS; i++) {
            reader.keep(madeUp(i));
        }
        for (int i = 0; i < 2_000; i++) {
            reader.keep(response("1"));
        }

        assertThat(reader.keep(response("1")).layout()).isNotNull();
    }

    @Test
    void apiThatIsNeverCalled_holdsHardlyAnything() {
        RateLimitReader[] readers = new RateLimitReader[10_000];

        long bytes = allocated(() -> Arrays.setAll(readers, i -> new RateLimitReader()));

        assertThat(bytes / readers.length).isLessThan(128);
    }

    @Test
    void manyThreads_keepWhatTheySelect() {
        RateLimitReader reader = new RateLimitReader();
        String[] wrong = new String[4];
        IntStream.range(0, wrong.length).parallel().forEach(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < 20_000; i++) {
                Map<String, Object> headers = random.nextInt(10) == 0
                        ? madeUp(i)
                        : corpus.get(random.nextInt(12)).headers();
                Map<String, String> kept = reader.keep(headers);
                if (!kept.equals(RateLimitHeaders.select(headers))) {
                    wrong[thread] = kept + " of " + headers;
                }
            }
        });

        assertThat(wrong).containsOnlyNulls();
    }

    private static void compare(long seed, RateLimitReader reader, Map<String, Object> headers) {
        KeptHeaders kept = reader.keep(headers);
        Map<String, String> selected = RateLimitHeaders.select(headers);
        assertThat(List.copyOf(kept.entrySet())).as("seed %d: %s", seed, headers)
                .isEqualTo(List.copyOf(selected.entrySet()));
        assertThat(kept.date()).as("seed %d: %s", seed, headers)
                .isEqualTo(selected.isEmpty() ? null : first(dateOf(headers)));
    }

    private static Object dateOf(Map<String, Object> headers) {
        return headers.get("Date") == null ? headers.get("date") : headers.get("Date");
    }

    private static Object first(Object value) {
        if (value instanceof Collection<?> several) {
            return several.isEmpty() ? null : first(several.iterator().next());
        }
        return value;
    }

    private static Map<String, Object> withDate(Map<String, Object> headers, Random random) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            all.put(OTHERS[random.nextInt(OTHERS.length)], "other");
        }
        all.putAll(headers);
        for (int i = random.nextInt(4); i > 0; i--) {
            Object[] values = {"Wed, 01 Oct 2025 12:00:00 GMT", List.of("Wed, 01 Oct 2025 12:00:0" + i + " GMT", "x"),
                    List.of(), null, "yesterday", Arrays.asList(null, "x")};
            all.put(DATES[random.nextInt(DATES.length)], values[random.nextInt(values.length)]);
        }
        // a header again, in other case
        if (!headers.isEmpty() && random.nextInt(4) == 0) {
            String name = headers.keySet().iterator().next();
            if (name != null) {
                all.put(name.toUpperCase(Locale.ROOT), "7");
            }
        }
        return all;
    }

    /* The same names, each with the value of another. */
    private static void moveValues(Map<String, Object> headers, Random random) {
        List<Object> values = new ArrayList<>(headers.values());
        Collections.rotate(values, random.nextInt(3));
        int next = 0;
        for (Map.Entry<String, Object> header : headers.entrySet()) {
            header.setValue(values.get(next++));
        }
    }

    private static List<Map<String, Object>> mapsOf(Map<String, Object> headers) {
        Map<String, Object> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            if (name != null) {
                ignoringCase.put(name, value);
            }
        });
        return List.of(headers, new HashMap<>(headers), ignoringCase);
    }

    private static Map<String, Object> response(String remaining) {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("Content-Type", List.of("text/plain"));
        headers.put("Date", List.of("Wed, 01 Oct 2025 12:00:00 GMT"));
        headers.put("X-RateLimit-Remaining", List.of(remaining));
        return headers;
    }

    private static Map<String, Object> madeUp(int number) {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            headers.put("x-made-up-" + number + "-" + i, "1");
        }
        headers.put("x-ratelimit-limit-" + number, "1");
        return headers;
    }

    private static long allocated(Runnable task) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        task.run();
        return threads.getThreadAllocatedBytes(thread) - before;
    }
}
