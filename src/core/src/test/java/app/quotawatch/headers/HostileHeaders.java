package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes sets of headers that no honest server sends; the same seed makes the same set. */
final class HostileHeaders {

    private static final String[] WORDS = ("x rate limit ratelimit limits remaining remain reset used usage retry after in ms"
            + " seconds window period policy quota left total max count day minute 10s 24hour 10 second requests tokens app"
            + " user key source burst daily resettime userlimit name resource type cost api info rpm x_y").split(" ");
    private static final String[] PIECES = {"0", "1", "60", "100", "-1", "59.5", "1759320060", "1759320060000",
            "9223372036854775808", "1e400", "NaN", "unlimited", ",", ", ", ";", ":", "/", "=", "\"", " ", "\t", "w=60",
            ";w=60", "pk=:abc:", "q=", "r=", "t=", "{", "}", "[", "limit", "\"limit\":", "\"a\"", "6m0s", "PT", "Mon, ",
            "Oct",
            "2025-10-01", "T12:00:00Z", "12:00:00", "GMT", "+0200", "\u00b5s", "\u0669", "%", "(", ")", "\\", "\u0000",
            "\ud800", "@", "192.0.2.1", "5,000"};

    private final Random random;
    private final List<CorpusCase> corpus;

    HostileHeaders(long seed, List<CorpusCase> corpus) {
        this.random = new Random(seed);
        this.corpus = corpus;
    }

    Map<String, Object> next() {
        Map<String, Object> headers = random.nextInt(3) == 0
                ? new LinkedHashMap<>(corpus.get(random.nextInt(corpus.size())).headers())
                : new LinkedHashMap<>();
        headers.replaceAll((name, value) -> random.nextInt(3) == 0 ? value() : value);
        int more = random.nextInt(random.nextInt(10) == 0 ? 60 : 8);
        for (int i = 0; i < more; i++) {
            headers.put(name(), value());
        }
        return headers;
    }

    private String name() {
        return switch (random.nextInt(12)) {
            case 0 -> noise(random.nextInt(300));
            case 1 -> "x-ratelimit-" + noise(random.nextInt(40));
            case 2 -> null;
            default -> {
                StringBuilder name = new StringBuilder(random.nextBoolean() ? "x-ratelimit" : "");
                for (int i = random.nextInt(6); i >= 0; i--) {
                    name.append(random.nextInt(5) == 0 ? "" : "-").append(WORDS[random.nextInt(WORDS.length)]);
                }
                yield random.nextInt(10) == 0 ? name.toString().repeat(1 + random.nextInt(4)) : name.toString();
            }
        };
    }

    private Object value() {
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> noise(random.nextInt(random.nextInt(20) == 0 ? 20_000 : 300));
            case 2 -> {
                List<String> several = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    several.add(random.nextInt(6) == 0 ? null : pieces());
                }
                yield several;
            }
            default -> pieces();
        };
    }

    private String pieces() {
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(4) == 0 ? 60 : 6); i >= 0; i--) {
            value.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return value.toString();
    }

    private String noise(int length) {
        char[] noise = new char[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : random.nextInt(0x100));
        }
        return new String(noise);
    }
}
