package app.quotawatch.metrics;

import java.util.Map;

/**
 * One value that a backend shows.
 *
 * @param value the value; of a timer or histogram, its number of samples
 * @param seconds the sum of the samples of a timer or histogram; otherwise 0
 */
record Shown(String name, String description, Map<String, String> tags, double value, double seconds) {

    boolean is(String meter, Map<String, String> withTags) {
        return name.equals(meter) && tags.equals(withTags);
    }
}
