package app.quotawatch;

/** The time within which a limit applies, from short to long. More may be added: a {@code switch} over them needs a {@code default}. */
public enum LimitWindow {

    /** Any second: it slides. */
    SECOND("second", "second"),

    /** Any 60 seconds: it slides. */
    MINUTE("minute", "minute"),

    /** Any 60 minutes: it slides. */
    HOUR("hour", "hourly"),

    /** A day, from midnight UTC. */
    DAY("day", "daily"),

    /** A calendar month, from midnight UTC on its first day. */
    MONTH("month", "monthly");

    private final String word;
    private final String windowName;

    LimitWindow(String word, String windowName) {
        this.word = word;
        this.windowName = windowName;
    }

    /** The name in keys. */
    String word() {
        return word;
    }

    String windowName() {
        return windowName;
    }
}
