package app.quotawatch.spi.fleet;

import java.util.Optional;

/**
 * A provider's window, as its headers reported it. Instants are distances, so that the clocks of replicas need not agree. A window
 * is identified by its name, partition, unit and limit: reports that differ in one of them are of different windows.
 *
 * @param name what the provider's headers call it
 * @param partition which of the provider's quotas it is, where one API has several; reveals no credential
 * @param unit what is counted: {@code requests}, {@code tokens}, or another word
 * @param limit in the unit; -1 if unknown
 * @param remaining in the unit, 0 or more; -1 if unknown. In a report, less what the replica itself has used since
 * @param used in the unit, 0 or more; -1 if unknown. In a report, including what the replica itself has used since
 * @param windowMillis the length of the window; -1 if unknown
 * @param resetInMillis the milliseconds from now until it is reset; -1 if unknown
 * @param ageMillis the milliseconds since it was reported, 0 or more
 */
public record ReportedWindow(String name, Optional<String> partition, String unit, long limit, long remaining,
        long used,
        long windowMillis, long resetInMillis, long ageMillis) {}
