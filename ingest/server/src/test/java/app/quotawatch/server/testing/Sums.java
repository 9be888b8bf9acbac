package app.quotawatch.server.testing;

/** What must always be equal: the calls one by one, and all that is counted from them. */
public record Sums(long events, long minutes, long days, long batches) {

    public static Sums of(TestDatabase database) {
        return new Sums(database.number("select count(*) from event"),
                database.number("select coalesce(sum(calls), 0) from minute"),
                database.number("select coalesce(sum(calls), 0) from day_count"),
                database.number("select coalesce(sum(events), 0) from batch"));
    }

    /** The sums after this many events. */
    public static Sums ofEach(long events) {
        return new Sums(events, events, events, events);
    }
}
