package app.quotawatch.metrics;

import java.util.Map;

/**
 * One value that a backend shows.
 *
 * @param value of a timer or histogram, how many samples it has
 * @param seconds of a timer or histogram, the sum of its samples; otherwise 0
 */
record Shown(String name, String description, Map<String, String> tags, double value, double seconds) {

    boolean is(String meter, Map<String, String> withTags) {
        return name.equals(meter) && tags.equals(withTags);
    }
}
