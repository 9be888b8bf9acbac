package app.quotawatch.benchmarks.filters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The responses of {@link FilterPair}'s API in a row, for clients that represent headers in their own way. */
public final class Responses {

    private static final int NUMBER = 1024;

    private Responses() {}

    /**
     * Returns the headers of each response; no string is in two of them.
     *
     * @param rateLimitHeaders how many of the 20 headers are rate-limit headers
     */
    public static List<List<Map.Entry<String, String>>> inARow(int rateLimitHeaders) {
        HandmadeResponse response = new HandmadeResponse(rateLimitHeaders);
        List<List<Map.Entry<String, String>>> all = new ArrayList<>(NUMBER);
        for (int i = 0; i < NUMBER; i++) {
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            response.getHeaders().forEach((name, values) -> headers.add(
                    Map.entry(new String(name.toCharArray()), new String(values.get(0).toCharArray()))));
            all.add(headers);
            response.renew();
        }
        return all;
    }
}
