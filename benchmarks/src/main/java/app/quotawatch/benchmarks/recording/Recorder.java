package app.quotawatch.benchmarks.recording;

/** Accepts finished events. */
interface Recorder {

    /** Records an event; returns a value that keeps the JIT from optimizing the call away. */
    Object record();

    /** Removes events, for recorders without a consumer of their own. Called by one thread at a time. */
    default void drain(int atMost) {}

    /** Returns how many events were kept, rather than rejected or overwritten. */
    long kept();

    /** Returns whether it recorded correctly. */
    default boolean isSane() {
        return true;
    }
}
