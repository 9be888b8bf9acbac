package app.quotawatch.tck.ingest;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How an ingest is to be started. Null stands for its default.
 *
 * @param planApis how many APIs the project may have
 * @param exchangeTimeout how long a request may take, from its first byte to the last one of its response
 */
public record Setup(@Nullable Integer planApis, @Nullable Duration exchangeTimeout) {

    /** Returns the defaults. */
    public static Setup defaults() {
        return new Setup(null, null);
    }

    Setup withPlanApis(int apis) {
        return new Setup(apis, exchangeTimeout);
    }

    Setup withExchangeTimeout(Duration timeout) {
        return new Setup(planApis, timeout);
    }
}
