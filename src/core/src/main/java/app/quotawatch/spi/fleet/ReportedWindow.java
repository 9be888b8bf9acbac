package app.quotawatch.spi.fleet;

import java.util.Optional;

/**
 * A provider's window, as its headers reported it. Instants are distances, so that the clocks of replicas need not agree.
 *
 * @param name what the provider's headers call it
 * @param partition which of the provider's quotas it is, where one API has several; reveals no credential
 * @param unit what is counted: {@code requests}, {@code tokens}, or another word
 * @param limit in the unit; -1 if unknown
 * @param remaining in the unit, when it was reported; -1 if unknown
 * @param used in the unit, when it was reported; -1 if unknown
 * @param windowMillis the length of the window; -1 if unknown
 * @param resetInMillis the milliseconds from now until it is reset; -1 if unknown
 * @param ageMillis the milliseconds since it was reported, 0 or more
 */
public record ReportedWindow(String name, Optional<String> partition, String unit, long limit, long remaining,
        long used,
        long windowMillis, long resetInMillis, long ageMillis) {}
