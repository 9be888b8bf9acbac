package app.quotawatch.event;

/**
 * Something that listeners of {@link app.quotawatch.QuotaWatch#onEvent} and CDI observers are notified of. More kinds may be
 * added: a {@code switch} over them needs a {@code default}.
 */
public sealed interface QuotaWatchEvent permits CallFailed, DeliveryRefused, QuotaEvent {}
