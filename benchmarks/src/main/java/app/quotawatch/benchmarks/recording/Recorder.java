package app.quotawatch.benchmarks.recording;

/** Something that takes finished events. */
interface Recorder {

    /** Takes an event; returns something to check that it was not optimised away. */
    Object record();

    /** Takes events out, where it does not so by itself. Called by one thread at a time. */
    default void drain(int atMost) {}

    /** Returns how many events came through, rather than being turned away or overwritten. */
    long kept();

    /** Returns whether it did what it was to do. */
    default boolean isSane() {
        return true;
    }
}
