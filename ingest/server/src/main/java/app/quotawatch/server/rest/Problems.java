package app.quotawatch.server.rest;

import java.util.ArrayList;
import java.util.List;

import app.quotawatch.ingest.wire.HttpProblem;

/** Everything that is wrong with one input, so that all of it is reported at once. */
public final class Problems {

    /* A hostile body may break a rule for each of its bytes. */
    private static final int MAX_REPORTED = 20;

    private final List<String> found = new ArrayList<>();
    private int omitted;

    /** Adds a field that breaks a rule. */
    public void add(String field, String rule) {
        if (found.size() < MAX_REPORTED) {
            found.add(field + ": " + rule);
        } else {
            omitted++;
        }
    }

    /**
     * Does nothing if nothing is wrong.
     *
     * @throws HttpProblem that names every field and rule
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw HttpProblem.badRequest(String.join("; ", found) + (omitted == 0 ? "" : "; and " + omitted + " more"));
        }
    }
}
