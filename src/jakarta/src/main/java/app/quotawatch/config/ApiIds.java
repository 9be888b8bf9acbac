package app.quotawatch.config;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import app.quotawatch.keys.ConfigKey;

/** Finds the IDs of the configured APIs. */
final class ApiIds {

    /*
     * Not every source can be enumerated, above all the environment, where dots, dashes and case are lost: hence the list. An
     * implementation of MicroProfile Config may also list a variable under a name that it guesses: MY_API as my.api, which is
     * my-api in truth. So an ID with a dot, and any ID that a variable may stand behind, counts only if no other ID has the same
     * variable. What is quoted in a file is certain.
     */
    private ApiIds() {}

    /**
     * Returns the IDs.
     *
     * @param list the value of {@code quotawatch.apis}, or null
     * @param names every name under which a source has a value
     */
    static Set<String> of(String list, Set<String> names) {
        Set<String> ids = new TreeSet<>();
        if (list != null) {
            for (String listed : Values.split(list)) {
                ids.add(ApiKey.unquoted(listed));
            }
        }
        Set<String> plain = new TreeSet<>();
        Set<String> quoted = new TreeSet<>();
        Set<String> uncertain = new TreeSet<>();
        for (String name : names) {
            String written = ApiKey.writtenId(name);
            if (written != null) {
                boolean guessed = names.contains(EnvironmentVariable.of(name));
                if (ApiKey.isQuoted(written)) {
                    (guessed ? uncertain : quoted).add(ApiKey.unquoted(written));
                } else {
                    (written.indexOf('.') < 0 ? plain : uncertain).add(written);
                }
            }
        }
        addNew(plain, ids);
        for (String id : quoted) {
            removeGuesses(id, plain, names, ids);
            ids.add(id);
        }
        addNew(uncertain, ids);
        return ids;
    }

    /* QUOTAWATCH_APIS__OPENAI__NAME overrides a key of "OpenAI", and is not an API openai. */
    private static void removeGuesses(String quoted, Set<String> plain, Set<String> names, Set<String> ids) {
        for (String id : plain) {
            if (!id.equals(quoted) && sameVariable(id, quoted) && isGuess(id, names)) {
                ids.remove(id);
            }
        }
    }

    private static boolean isGuess(String id, Set<String> names) {
        for (String name : names) {
            String written = ApiKey.writtenId(name);
            if (id.equals(written) && !names.contains(EnvironmentVariable.of(name))) {
                return false;
            }
        }
        return true;
    }

    private static void addNew(Set<String> found, Set<String> ids) {
        for (String id : found) {
            if (!hasSameVariable(id, ids)) {
                ids.add(id);
            }
        }
    }

    private static boolean hasSameVariable(String id, Set<String> ids) {
        for (String other : ids) {
            if (sameVariable(id, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameVariable(String one, String other) {
        return EnvironmentVariable.of(one).equals(EnvironmentVariable.of(other));
    }

    /** Returns whether any name has an ID in quotes, or is the variable of one that has. */
    static boolean anyQuoted(Set<String> names) {
        for (String name : names) {
            if (name.indexOf('"') >= 0 || name.startsWith(EnvironmentVariable.QUOTED_API_PREFIX)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the names of a configuration that may be ours. */
    static Set<String> names(Iterable<String> all) {
        Set<String> names = new TreeSet<>();
        for (String name : all) {
            if (name.startsWith(ConfigKey.PREFIX) || name.startsWith(EnvironmentVariable.PREFIX)) {
                names.add(name);
            }
        }
        return names;
    }

    /** Returns every way to write the keys of these APIs. */
    static void addKeys(Iterable<String> ids, List<String> keys) {
        for (String id : ids) {
            ApiKey.addAll(id, keys);
        }
    }
}
