package app.quotawatch.ingest;

/**
 * The windows of the summary. Each consists of whole steps, including the current one: the last minute is the current
 * second and the 59 before, the last hour is the current minute and the 59 before, the last day is the current minute
 * and the 1439 before. A chart combines several steps into one bar.
 */
enum Window {

    MINUTE("minute", 60, 1),
    HOUR("hour", 60, 1),
    DAY("day", 1440, 15);

    private final String label;
    private final int steps;
    private final int stepsPerBar;

    Window(String label, int steps, int stepsPerBar) {
        this.label = label;
        this.steps = steps;
        this.stepsPerBar = stepsPerBar;
    }

    String label() {
        return label;
    }

    int steps() {
        return steps;
    }

    int stepsPerBar() {
        return stepsPerBar;
    }
}
