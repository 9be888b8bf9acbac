package app.quotawatch.ledger;

/** Counts what happens within a window. Not thread-safe. */
interface Counter {

    void add(long nanos, long amount);
}
