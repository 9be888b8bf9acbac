package app.quotawatch.fleet.redis.model;

import java.util.ArrayList;
import java.util.List;

/** A script with its keys and arguments, as a command for Redis. Immutable. */
public final class ScriptCall {

    private final Script script;
    private final boolean asText;
    private final List<String> keys;
    private final List<String> values;

    private ScriptCall(Script script, boolean asText, List<String> keys, List<String> values) {
        this.script = script;
        this.asText = asText;
        this.keys = keys;
        this.values = values;
    }

    ScriptCall(Script script, List<String> keys, List<String> values) {
        this(script, false, List.copyOf(keys), List.copyOf(values));
    }

    /** Returns the same call for a server that does not know the script. */
    ScriptCall asText() {
        return new ScriptCall(script, true, keys, values);
    }

    /** Returns {@code EVALSHA} or {@code EVAL}. */
    public String command() {
        return asText ? "EVAL" : "EVALSHA";
    }

    /** Returns the arguments of the command. */
    public List<String> arguments() {
        List<String> all = new ArrayList<>(2 + keys.size() + values.size());
        all.add(asText ? script.text() : script.sha1());
        all.add(Integer.toString(keys.size()));
        all.addAll(keys);
        all.addAll(values);
        return all;
    }

    /** Returns a key that names the node of a cluster; the others belong to the same. */
    public String key() {
        return keys.get(0);
    }
}
