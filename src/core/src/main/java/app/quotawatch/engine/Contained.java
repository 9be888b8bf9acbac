package app.quotawatch.engine;

/** A periodic task that goes on whatever it throws: an executor would end its schedule for good. */
record Contained(Runnable task) implements Runnable {

    @Override
    public void run() {
        try {
            task.run();
        } catch (Throwable error) {
            // the task failed to report its own failure, for want of memory or of stack
        }
    }
}
