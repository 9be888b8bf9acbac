package app.quotawatch.benchmarks.filters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The responses of {@link FilterPair}'s API in a row, for clients that represent headers in their own way. */
public final class Responses {

    /* So few that the processor's cache holds them all, as it holds a response that a client has just read. */
    private static final int NUMBER = 64;

    private Responses() {}

    /**
     * Returns the headers of each response. What does not change is the same string in all of them, as in {@link FilterPair}.
     *
     * @param rateLimitHeaders how many of the 20 headers are rate-limit headers
     */
    public static List<List<Map.Entry<String, String>>> inARow(int rateLimitHeaders) {
        HandmadeResponse response = new HandmadeResponse(rateLimitHeaders);
        List<List<Map.Entry<String, String>>> all = new ArrayList<>(NUMBER);
        Map<String, String> known = new HashMap<>();
        for (int i = 0; i < NUMBER; i++) {
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            response.getHeaders().forEach((name, values) -> headers.add(
                    Map.entry(known.computeIfAbsent(name, Responses::copy),
                            known.computeIfAbsent(values.get(0), Responses::copy))));
            all.add(headers);
            response.renew();
        }
        return all;
    }

    private static String copy(String text) {
        return new String(text.toCharArray());
    }
}
