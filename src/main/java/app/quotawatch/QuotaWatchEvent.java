package app.quotawatch;

/**
 * Something that listeners of {@link QuotaWatch#onEvent} and CDI observers are told. Its kinds are the records
 * {@link CallFailed}, {@link DeliveryRefused} and those of {@link app.quotawatch.quota.QuotaEvent}; applications do not implement it.
 */
public interface QuotaWatchEvent {}
