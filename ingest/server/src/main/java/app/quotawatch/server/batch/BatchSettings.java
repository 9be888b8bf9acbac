package app.quotawatch.server.batch;

/**
 * How batches are stored.
 *
 * @param shard a number that no other replica has
 * @param queue how many batches may wait
 * @param keptMillis how long before now an event may be; an older one is moved there
 * @param headersMillis how long before now an event may be to keep its headers; the newest of each series are kept in any case
 */
public record BatchSettings(int shard, int queue, long keptMillis, long headersMillis) {}
