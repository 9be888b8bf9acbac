/**
 * How calls are counted and what providers report is kept: {@link app.quotawatch.ledger.QuotaLedger} has an {@code ApiLedger} per
 * API, which counts the configured limits ({@code CountedQuota}) and keeps the reported windows ({@code ReportedQuotas}). Knows no
 * HTTP client. Not API.
 */
@NullMarked
package app.quotawatch.ledger;

import org.jspecify.annotations.NullMarked;
