package app.quotawatch.fleet.redis.model;

/**
 * An error that Redis has replied.
 *
 * @param message as Redis wrote it, such as {@code OOM command not allowed when used memory > 'maxmemory'.}
 */
public record RedisError(String message) {

    /* Inside a script, Redis 6 puts words of its own before the code: "ERR Error running script (...): OOM command". */
    private static final String[][] CAUSES = {
            {"QWMODEL ",
                    "replicas with another version of QuotaWatch write the data of this fleet in another way: use the same"
                            + " version in all replicas, or another quotawatch.fleet.name"},
            {"NOAUTH", "it requires a password, and quotawatch.fleet.redis.url has none"},
            {"WRONGPASS", "it rejects the user or the password of quotawatch.fleet.redis.url"},
            {"NOPERM",
                    "the user of quotawatch.fleet.redis.url lacks a permission: docs/fleet.md lists what QuotaWatch needs"},
            {"The user executing the script",
                    "the user of quotawatch.fleet.redis.url lacks a permission: docs/fleet.md lists what"
                            + " QuotaWatch needs"},
            {"READONLY", "it is a read-only replica: name the primary, or Sentinels, in quotawatch.fleet.redis.url"},
            {"LOADING", "it is still loading its data"},
            {"OOM", "its memory is full (maxmemory)"},
            {"MISCONF", "it rejects writes, because it cannot save its data to disk"},
            {"MASTERDOWN", "it has lost the connection to its primary"},
            {"NOREPLICAS", "it rejects writes, because too few of its replicas are connected"},
            {"CLUSTERDOWN", "its cluster is down"},
            {"TRYAGAIN", "its cluster is moving keys"},
            {"BUSY", "it is busy with a script"},
            {"WRONGTYPE", "a key of the fleet has a type that QuotaWatch has not given it"},
            {"cluster support disabled",
                    "it is not a cluster: quotawatch.fleet.redis.url must name one server only, or Sentinels"},
            {"DB index is out of range", "it does not have the database that quotawatch.fleet.redis.url names"},
            {"without any password configured", "it has no password, and quotawatch.fleet.redis.url has one"},
            {"unknown command", "it does not know a command that QuotaWatch needs: Redis 6 or later is required"}};

    /** Returns whether the script is unknown and has to be sent as a text. */
    boolean isUnknownScript() {
        return message.startsWith("NOSCRIPT");
    }

    /** Returns a clause that explains it. Redis's own text is not repeated, since it may name what was sent. */
    public String explanation() {
        for (String[] cause : CAUSES) {
            if (message.contains(cause[0])) {
                return cause[1];
            }
        }
        return "it replied " + code();
    }

    private String code() {
        int end = 0;
        while (end < message.length() && message.charAt(end) >= 'A' && message.charAt(end) <= 'Z') {
            end++;
        }
        return end == 0 ? "an error" : message.substring(0, end);
    }
}
