package app.quotawatch.event;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

import app.quotawatch.json.JsonResult;
import app.quotawatch.json.JsonbResultAdapter;

/**
 * Something that listeners of {@link app.quotawatch.QuotaWatch#onEvent} and CDI observers are notified of. More kinds may be
 * added: a {@code switch} over them needs a {@code default}.
 */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public sealed interface QuotaWatchEvent extends JsonResult permits CallFailed, DeliveryRefused, QuotaEvent {}
