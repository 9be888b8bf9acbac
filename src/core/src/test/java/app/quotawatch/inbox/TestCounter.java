package app.quotawatch.inbox;

/** A counter whose failures fail the test, and that leaves nothing to be done. */
abstract class TestCounter implements Counter {

    @Override
    public final void failed(Throwable error) {
        throw new IllegalStateException(error);
    }

    @Override
    public final Runnable due() {
        return null;
    }
}
