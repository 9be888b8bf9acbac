package app.quotawatch.ingest.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * One quota that an API reports in its headers, read as the library reads them. {@code name} is the quota's dimension,
 * such as {@code requests}; it is empty if the API has only one quota. Several quotas of one name differ in their limits.
 *
 * @param remaining null if it is unknown: reports of this name and limit contradict each other
 */
public record Gauge(String name, long limit, @Nullable Long remaining) {}
