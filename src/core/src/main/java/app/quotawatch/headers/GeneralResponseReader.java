package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import app.quotawatch.headers.ResponseClock.ReportedInstant;

/**
 * Reads any response: values into groups, groups into drafts, drafts into windows. One object per response. Stage:
 * assembling.
 */
final class GeneralResponseReader {

    /*
     *  values        --> HeaderGroup       every header adds what it states to the group of its names
     *  HeaderGroup   --> WindowDraft       WindowAssembler decides how many windows a group is
     *  WindowDraft   --> WindowDraft       WindowMerger joins those that are one
     *  WindowDraft   --> WindowReading     what states nothing is left out
     *
     * The steps are separate because each needs all of the one before: a limit list means something else if
     * the remaining list is longer, and whether a window without a dimension repeats another one is known only
     * when both are complete. Deciding while reading would make the result depend on the order of the headers,
     * which proxies change.
     *
     * Reading never throws and never gives up on a whole response: one bad header does not lose the others
     * ("x-ratelimit-remaining-requests: oops" beside sound tokens). The bounds of 16 windows and 256
     * characters are checked here again, since a caller may pass headers that RateLimitHeaders did not select.
     */

    /* More than any provider has; a list of forty numbers in one header would otherwise become forty gauges. */
    static final int MAX_WINDOWS = 16;
    private static final int MAX_LENGTH = 256;
    /*
     * Which of several labels names the window: the first of these. Datadog's "name" is unique, GitHub's "resource"
     * nearly so; "group" and "category" (EVE Online, Zoom) are shared by many windows.
     */
    private static final List<String> LABELS = List.of("name", "resource", "bucket", "group", "category");

    private final ResponseLayout layout;
    private final int status;
    private final ReadingBuffer reading;
    private final ResponseClock clock;
    private final @Nullable HeaderGroup[] groups;
    private final List<WindowDraft> drafts = new ArrayList<>(4);

    /**
     * Begins a response.
     *
     * @param reading where the result goes; its clock is set
     */
    GeneralResponseReader(ResponseLayout layout, int status, ReadingBuffer reading) {
        this.layout = layout;
        this.status = status;
        this.reading = reading;
        this.clock = reading.clock();
        this.groups = new HeaderGroup[layout.groupCount()];
    }

    void read(KeptHeaders selected) {
        reading.clear();
        for (int i = 0; i < selected.size(); i++) {
            String value = selected.value(i);
            if (isReadable(value) && !value.isBlank()) {
                take(layout.headers()[i], layout.groups()[i], value);
            }
        }
        for (HeaderGroup group : groups) {
            if (group != null && drafts.size() < MAX_WINDOWS) {
                WindowAssembler.add(group, drafts);
            }
        }
        if (drafts.size() > 1) {
            WindowMerger.merge(drafts);
        }
        addWindows();
    }

    static boolean isReadable(@Nullable String value) {
        return value != null && value.length() <= MAX_LENGTH;
    }

    private void take(HeaderName name, int groupIndex, String value) {
        switch (name.role()) {
            case OTHER -> {
            }
            case RETRY -> retry(name, value);
            case LABEL -> label(name, group(name, groupIndex), value.trim());
            // Resets are read at once, since only here the name with its unit is at hand.
            case RESET -> group(name, groupIndex).addResets(reportedInstants(name, value));
            case WINDOW -> {
                group(name, groupIndex).window(name, value);
            }
            default -> {
                HeaderGroup group = group(name, groupIndex);
                double plain = name.isMeter() && !"percent".equals(name.unit())
                        ? NumberParser.parse(value)
                        : Double.NaN;
                // Spares an object per header: most values of responses that are not plain are plain all the
                // same.
                if (plain >= 0) {
                    group.add(name.role(), plain);
                } else {
                    new GroupValueReader(name, group, clock, drafts, isRejected(status)).take(value);
                }
            }
        }
    }

    private HeaderGroup group(HeaderName name, int index) {
        HeaderGroup group = groups[index];
        if (group == null) {
            group = new HeaderGroup(name);
            groups[index] = group;
        }
        group.describe(name);
        return group;
    }

    /*
     * Independent of every reset: GitHub's secondary limit sends 30 seconds beside thousands of remaining
     * calls. A value that a proxy has doubled ("30, 60") is its later one.
     */
    private void retry(HeaderName name, String value) {
        ReportedInstant moment = clock.reportedInstant(value, name.unitMillis(), true);
        if (moment == null && value.indexOf(',') > 0) {
            for (ReportedInstant repeated : reportedInstants(name, value)) {
                moment = moment == null || repeated.nanos() > moment.nanos() ? repeated : moment;
            }
        }
        if (moment != null) {
            reading.retryAfter(moment.nanos(), status);
        }
    }

    /**
     * Whether a quota of zero is to be believed. GitHub's GraphQL sends 0 of 0 to anonymous callers that succeed;
     * with 403 or 429 the same numbers are the reason for the rejection.
     */
    static boolean isRejected(int status) {
        return status == 403 || status == 429;
    }

    /*
     * Brave lists one reset per window, and a proxy may repeat a line. HTTP-dates contain a comma, too, so a
     * list starts with a digit; one part that cannot be read makes all unknown, as positions count.
     */
    private List<ReportedInstant> reportedInstants(HeaderName name, String value) {
        ReportedInstant moment = clock.reportedInstant(value, name.unitMillis(), name.relative());
        if (moment != null) {
            return List.of(moment);
        }
        String trimmed = value.trim();
        if (trimmed.isEmpty() || !NumberParser.isDigit(trimmed.charAt(0))) {
            return List.of();
        }
        ReportedInstant twice = toldTwice(name, value);
        if (twice != null) {
            return List.of(twice);
        }
        if (value.indexOf(',') < 0) {
            return List.of();
        }
        List<ReportedInstant> moments = new ArrayList<>();
        for (String part : value.split(",", MAX_WINDOWS)) {
            moment = clock.reportedInstant(part, name.unitMillis(), name.relative());
            if (moment == null) {
                return List.of();
            }
            moments.add(moment);
        }
        return moments;
    }

    /* "30, Wed, 01 Oct 2025 12:00:30 GMT": one moment in two notations, if they agree; the first is a distance or a number. */
    private @Nullable ReportedInstant toldTwice(HeaderName name, String value) {
        int cut = 0;
        while (cut < value.length() && value.charAt(cut) != ',' && value.charAt(cut) != ';') {
            cut++;
        }
        if (cut == value.length() || value.indexOf(value.charAt(cut), cut + 1) >= 0 && value.charAt(cut) == ';') {
            return null;
        }
        ReportedInstant one = clock.reportedInstant(value.substring(0, cut), name.unitMillis(), name.relative());
        ReportedInstant other = clock.reportedInstant(value.substring(cut + 1).trim(), name.unitMillis(),
                name.relative());
        return one != null && other != null && one.relative() != other.relative()
                && WindowMerger.isSameInstant(one, other) ? one.relative() ? one : other : null;
    }

    private static void label(HeaderName name, HeaderGroup group, String value) {
        int rank = rank(name);
        if (rank >= 0 && LabelFilter.isSafe(value)) {
            group.label(value, rank);
            // Zoom states the window in words: "X-RateLimit-Type: Daily-limit" or "QPS". The name grammar reads
            // the value as if it were a name, so that no second list of words is needed.
        } else if (name.text().endsWith("type") && group.windowSeconds < 0 && LabelFilter.isSafe(value)) {
            HeaderName type = HeaderNameCache.of("limit-" + value.toLowerCase(Locale.ROOT));
            group.windowSeconds = type.windowSeconds();
        }
    }

    /** Returns how well this label names the window, 0 being best; -1 if it does not name one. */
    static int rank(HeaderName label) {
        return LABELS.indexOf(label.text().substring(label.text().lastIndexOf('-') + 1));
    }

    /*
     * Names come last: only what is reported needs one, and two windows of one name would be one in every
     * map and meter.
     */
    private void addWindows() {
        for (WindowDraft draft : drafts) {
            if (reading.size() == MAX_WINDOWS) {
                return;
            }
            WindowReading window = reading.next();
            draft.copyTo(window, clock.observedNanos());
            if (window.isWindow(draft.weak, draft.vague, isRejected(status))) {
                window.name = distinct(draft.isNamed() ? draft.name : labelled(draft));
                reading.add();
            }
        }
    }

    /*
     * A label without a dimension names its family's window without a dimension: "core" instead of "default".
     * If the group made several windows, each keeps its distinguishing name behind the label.
     */
    private String labelled(WindowDraft draft) {
        for (HeaderGroup group : groups) {
            if (group != null && group.label != null && group.dimension.isEmpty()
                    && group.family.equals(draft.family)) {
                return draft.name.equals("default") ? group.label : group.label + " " + draft.name;
            }
        }
        return draft.name;
    }

    /*
     * Two families with different numbers and no dimension are two windows called "default"; numbered in the
     * order of the response, which is the same in the next one.
     */
    private String distinct(String name) {
        String distinct = name;
        for (int i = 2; isTaken(distinct); i++) {
            distinct = name + " (" + i + ")";
        }
        return distinct;
    }

    private boolean isTaken(String name) {
        for (int i = 0; i < reading.size(); i++) {
            if (reading.window(i).name().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
