package app.quotawatch.quota;

import java.time.Instant;

/**
 * A window is used up to a configured threshold. Fired once per threshold and period of the window: where one call passes
 * several thresholds, once for each, in ascending order. The fields are those of the service's webhook.
 *
 * @param api the API's name
 * @param environment the configured environment
 * @param limitType {@code minute}, {@code daily} or {@code tokens} for a configured limit, else the name of the window that the
 *        provider reports
 * @param thresholdPct the threshold, in percent
 * @param currentCount what is used now, in the window's unit
 * @param limitValue the limit, in the window's unit
 * @param pctUsed what is used now, in percent; it may be above 100
 * @param periodStart when the window's present period began: 60 seconds ago for {@code minute}, midnight UTC for {@code daily}
 *        and {@code tokens}; for a reported window its reset less its length, or its first report where the headers do not tell
 *        these
 */
public record QuotaThresholdReached(String api, String environment, String limitType, int thresholdPct,
        long currentCount,
        long limitValue, double pctUsed, Instant periodStart) implements QuotaEvent {}
