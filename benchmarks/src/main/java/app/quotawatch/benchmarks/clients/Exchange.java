package app.quotawatch.benchmarks.clients;

/** A request and its response. */
interface Exchange {

    Object make() throws Exception;
}
