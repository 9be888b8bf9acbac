package app.quotawatch.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import app.quotawatch.ConfigProblem;
import app.quotawatch.keys.ConfigKey;

/** Finds limits of a unit or a window that does not exist: one that is not counted must not be taken for one that is. */
final class UnknownLimits {

    private static final String LIMITS = "." + ConfigKey.LIMITS;

    private UnknownLimits() {}

    /**
     * Adds a problem for each.
     *
     * @param names every name under which a source has a value
     * @param ids the IDs of the configured APIs
     */
    static void find(Set<String> names, Set<String> ids, List<ConfigProblem> problems) {
        for (String name : names) {
            boolean unknown = name.startsWith(ConfigKey.API_PREFIX)
                    ? isUnknownKey(name, names)
                    : name.contains("_LIMITS_") && isUnknownVariable(name, ids);
            if (unknown) {
                problems.add(ConfigProblem.of(ConfigProblem.Kind.UNKNOWN_KEY, name,
                        name + ": unknown limit; must be " + allowed()));
            }
        }
    }

    private static boolean isUnknownKey(String name, Set<String> names) {
        int limits = name.lastIndexOf(LIMITS);
        if (limits < ConfigKey.API_PREFIX.length() || ApiKey.writtenId(name) != null) {
            return false;
        }
        String property = name.substring(limits + 1);
        return property.indexOf('"') < 0 && !names.contains(EnvironmentVariable.of(name))
                && !isVariableOfALimit(EnvironmentVariable.of(property));
    }

    /* Some implementations list a variable under the dotted name that they guess for it, and only there. */
    private static boolean isVariableOfALimit(String variable) {
        for (ConfigKey key : ConfigKey.values()) {
            if (key.isLimit() && EnvironmentVariable.of(key.property()).equals(variable)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnknownVariable(String name, Set<String> ids) {
        boolean ofAnApi = false;
        List<String> keys = new ArrayList<>();
        ApiIds.addKeys(ids, keys);
        for (String key : keys) {
            if (EnvironmentVariable.of(key).equals(name)) {
                return false;
            }
        }
        for (String id : ids) {
            ofAnApi |= name.startsWith(EnvironmentVariable.of(ConfigKey.API_PREFIX + id + LIMITS))
                    || name.startsWith(EnvironmentVariable.of(ConfigKey.API_PREFIX + '"' + id + '"' + LIMITS));
        }
        return ofAnApi;
    }

    private static String allowed() {
        Set<String> units = new LinkedHashSet<>();
        Set<String> windows = new LinkedHashSet<>();
        for (ConfigKey key : ConfigKey.values()) {
            if (key.isLimit()) {
                String[] parts = key.property().substring(ConfigKey.LIMITS.length()).split("-per-");
                units.add(parts[0] + "-per-");
                windows.add(parts[1]);
            }
        }
        return String.join(" or ", units) + " followed by "
                + String.join(", ", windows).replaceFirst(", (?=[^,]*$)", " or ");
    }
}
