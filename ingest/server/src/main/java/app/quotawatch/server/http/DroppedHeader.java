package app.quotawatch.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The header {@code QuotaWatch-Dropped}: how many events a sender has dropped since its last accepted batch, by reason, such as
 * {@code overflow=3, rejected=1}.
 */
final class DroppedHeader {

    private static final int MAX_REASONS = 16;
    private static final long MAX_COUNT = 1L << 53;
    private static final Pattern REASON = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,15}");

    private DroppedHeader() {}

    /** Returns the counts by reason; empty without a header, null if it is malformed. */
    static @Nullable Map<String, Long> parse(List<String> headers) {
        if (headers.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> drops = new LinkedHashMap<>();
        for (String part : String.join(",", headers).split(",", MAX_REASONS + 1)) {
            String[] nameAndCount = part.trim().split("=", -1);
            if (nameAndCount.length != 2 || !REASON.matcher(nameAndCount[0]).matches()
                    || !COUNT.matcher(nameAndCount[1]).matches()) {
                return null;
            }
            long count = Long.parseLong(nameAndCount[1]);
            if (count > MAX_COUNT || drops.put(nameAndCount[0], count) != null || drops.size() > MAX_REASONS) {
                return null;
            }
        }
        return drops;
    }
}
