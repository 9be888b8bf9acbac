package app.quotawatch.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One quota an API tells about in its headers. {@code name} is the quota's dimension, such as {@code requests}, and
 * empty where the API has only one.
 *
 * <p>
 * Providers differ in family (x-ratelimit, x-rate-limit, ratelimit, anthropic-ratelimit) and in where they put the
 * dimension, but all call the two numbers "limit" and "remaining". So a header with the word "remaining" is paired with
 * the one of the same name where that word is "limit".
 */
record Gauge(String name, long limit, long remaining) {

    private static final Set<String> FAMILY = Set.of("x", "ratelimit", "rate", "limit", "anthropic");
    private static final Pattern LEADING_NUMBER = Pattern.compile("\\s*(\\d{1,15})(?:\\.\\d*)?\\s*(?:[,;].*)?");

    static List<Gauge> readAll(Map<String, String> headers) {
        List<Gauge> gauges = new ArrayList<>();
        headers.forEach((header, value) -> {
            List<String> words = Arrays.asList(header.split("-"));
            int at = words.indexOf("remaining");
            if (at >= 0) {
                Long remaining = number(value);
                words.set(at, "limit");
                Long limit = number(headers.get(String.join("-", words)));
                if (remaining != null && limit != null && limit > 0) {
                    gauges.add(new Gauge(dimension(words), limit, remaining));
                }
            }
        });
        return List.copyOf(gauges);
    }

    private static String dimension(List<String> words) {
        return String.join(" ", words.stream().filter(word -> !FAMILY.contains(word)).toList());
    }

    /* The number may be followed by a policy: "100, 100;w=60". */
    private static Long number(String value) {
        if (value == null) {
            return null;
        }
        Matcher matcher = LEADING_NUMBER.matcher(value);
        return matcher.matches() ? Long.valueOf(matcher.group(1)) : null;
    }
}
