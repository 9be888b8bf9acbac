/**
 * The public API of QuotaWatch: what a user touches. An application injects {@link app.quotawatch.QuotaWatch}, or starts
 * it by {@link app.quotawatch.QuotaWatch#init}. The packages {@code quota} and {@code spi} belong to the API too; all other
 * packages are implementation and may change in any release.
 */
package app.quotawatch;
