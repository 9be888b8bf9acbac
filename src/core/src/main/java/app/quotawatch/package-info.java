/**
 * The public API of QuotaWatch. An application injects {@link app.quotawatch.QuotaWatch}, or starts it with
 * {@link app.quotawatch.QuotaWatch#init}. The packages {@code event}, {@code quota} and {@code spi} belong to the API too; all
 * other packages are implementation and may change in any release. What is not annotated {@code @Nullable} is never null.
 */
@NullMarked
package app.quotawatch;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
