/**
 * Providers to test against: HTTP servers on this machine that count, limit and reject as the real APIs do. A test obtains one
 * with {@link app.quotawatch.fake.FakeProvider}, any other program with {@link app.quotawatch.fake.FakeApi#builder}.
 */
@NullMarked
package app.quotawatch.fake;

import org.jspecify.annotations.NullMarked;
