package app.quotawatch.quota;

import java.time.Instant;

/**
 * A window that was used up has something left again: it was reset, or, for the sliding minute and where the provider reports
 * so, its use has fallen below the lowest configured threshold.
 *
 * @param api the API's name
 * @param environment the configured environment
 * @param limitType as in {@link QuotaThresholdReached#limitType()}
 * @param recoveredAt when that was noticed: with the next call or query, at the latest with the next flush
 */
public record QuotaRecovered(String api, String environment, String limitType, Instant recoveredAt)
        implements
            QuotaEvent {}
