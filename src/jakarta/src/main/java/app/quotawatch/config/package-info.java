/**
 * How MicroProfile Config becomes a {@link app.quotawatch.QuotaWatchConfig}: the only place that knows it. Not API.
 * <p>
 * There are loops here and no lambdas, as in whatever else runs at start: each lambda is linked when it is first used, which a
 * fast-starting application would notice.
 */
@NullMarked
package app.quotawatch.config;

import org.jspecify.annotations.NullMarked;
