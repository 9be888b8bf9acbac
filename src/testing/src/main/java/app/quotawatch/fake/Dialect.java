package app.quotawatch.fake;

import java.time.Duration;
import java.util.List;

/** How one provider counts requests, what it calls its limits and how it rejects. Stateless. */
interface Dialect {

    /** Returns the name in {@link FakeProvider#value}. */
    String name();

    /** Returns what the provider limits, in the order of its headers. */
    List<String> units();

    /** Returns the limits of a new customer, as {@link LimitsParser} reads them. */
    String usualLimits();

    /** Returns why limits that can be read cannot be declared together; empty if they can. */
    default List<String> problems(List<Limit> declared) {
        return List.of();
    }

    /** Whether declared limits take the place of all usual ones, not only of those of the same scope and unit. */
    default boolean replacesUsualLimits() {
        return false;
    }

    /** Returns how a limit is counted. */
    LimitState state(Limit limit);

    /** Returns what a request takes from; empty if it is not limited. */
    List<Charge> charges(FakeRequest request, Limits limits);

    /** Returns the credential that is counted; empty for requests without one. */
    default String key(FakeRequest request) {
        return Credentials.authorization(request);
    }

    /** Returns the status of a rejection. */
    default int rejectionStatus() {
        return 429;
    }

    /** Adds the headers that show the windows, to regular responses and to rejections. */
    void show(Ruling ruling, Reply reply);

    /** Returns the body of a regular response. */
    String content(Ruling ruling);

    /** Returns a rejection, without the headers that {@link #show} adds. */
    Reply rejection(Ruling.Excess excess, int status);

    /** Returns the rejection by a limit that no header shows, without the headers that {@link #show} adds. */
    Reply secondaryLimit(Duration retryAfter);

    /** Returns an error of the given status. */
    Reply error(int status);

    /** Returns the status of a provider without capacity. */
    default int overloadedStatus() {
        return 503;
    }
}
