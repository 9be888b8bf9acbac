package app.quotawatch.headers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import app.quotawatch.headers.ResponseClock.ReportedInstant;

/** Reads the values of one response. */
final class GeneralResponseReader {

    static final int MAX_WINDOWS = 16;
    private static final int MAX_LENGTH = 256;
    /* Which of several labels names the window: the first of these. */
    private static final List<String> LABELS = List.of("name", "resource", "bucket", "group", "category");

    private final ResponseLayout layout;
    private final ResponseClock clock;
    private final int status;
    private final HeaderGroup[] groups;
    private final List<WindowDraft> drafts = new ArrayList<>(4);
    private Instant retryAfter;

    GeneralResponseReader(ResponseLayout layout, int status, ResponseClock clock) {
        this.layout = layout;
        this.clock = clock;
        this.status = status;
        this.groups = new HeaderGroup[layout.groupCount()];
    }

    RateLimitReading of(KeptHeaderMap selected) {
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
        return drafts.isEmpty() && retryAfter == null
                ? RateLimitReading.NOTHING
                : new RateLimitReading(windows(), retryAfter);
    }

    static boolean isReadable(String value) {
        return value != null && value.length() <= MAX_LENGTH;
    }

    private void take(HeaderName name, int groupIndex, String value) {
        switch (name.role()) {
            case OTHER -> {
            }
            case RETRY -> retry(name, value);
            case LABEL -> label(name, group(name, groupIndex), value.trim());
            case RESET -> group(name, groupIndex).addResets(reportedInstants(name, value));
            case WINDOW -> {
                HeaderGroup group = group(name, groupIndex);
                long seconds = DurationParser.window(value, name.unitMillis());
                group.windowSeconds = seconds < 0 ? group.windowSeconds : seconds;
            }
            default -> {
                HeaderGroup group = group(name, groupIndex);
                double plain = name.isMeter() && !"percent".equals(name.unit())
                        ? NumberParser.parse(value)
                        : Double.NaN;
                if (plain >= 0) {
                    group.add(name.role(), plain);
                } else {
                    new GroupValueReader(name, group, clock, drafts).take(value);
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

    private void retry(HeaderName name, String value) {
        ReportedInstant moment = clock.reportedInstant(value, name.unitMillis(), true);
        if (moment == null && value.indexOf(',') > 0) {
            for (ReportedInstant repeated : reportedInstants(name, value)) {
                moment = moment == null || repeated.instant().isAfter(moment.instant()) ? repeated : moment;
            }
        }
        if (moment != null) {
            retryAfter = later(retryAfter, moment, status, clock);
        }
    }

    /** Returns the later of two wanted pauses, of a rounded twin and an exact one the safe one; null is none. */
    static Instant later(Instant known, ReportedInstant moment, int status, ResponseClock clock) {
        if (status < 400 && !moment.instant().isAfter(clock.observedAt())) {
            return known;
        }
        return known == null || moment.instant().isAfter(known) ? moment.instant() : known;
    }

    /** Whether a quota of zero is to be believed. */
    static boolean isRefused(int status) {
        return status == 403 || status == 429;
    }

    private List<ReportedInstant> reportedInstants(HeaderName name, String value) {
        ReportedInstant moment = clock.reportedInstant(value, name.unitMillis(), name.relative());
        if (moment != null) {
            return List.of(moment);
        }
        if (value.indexOf(',') < 0 || !NumberParser.isDigit(value.trim().charAt(0))) {
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

    private static void label(HeaderName name, HeaderGroup group, String value) {
        int rank = rank(name);
        if (rank >= 0 && LabelFilter.isSafe(value)) {
            group.label(value, rank);
        } else if (name.text().endsWith("type") && group.windowSeconds < 0 && LabelFilter.isSafe(value)) {
            HeaderName type = HeaderNameCache.of("limit-" + value.toLowerCase(Locale.ROOT));
            group.windowSeconds = type.windowSeconds();
        }
    }

    /** Returns how good a name of the window this label is, 0 the best; -1 if it is none. */
    static int rank(HeaderName label) {
        return LABELS.indexOf(label.text().substring(label.text().lastIndexOf('-') + 1));
    }

    private List<ReportedWindow> windows() {
        List<ReportedWindow> windows = new ArrayList<>(drafts.size());
        for (WindowDraft draft : drafts) {
            if (draft.isWindow(isRefused(status)) && windows.size() < MAX_WINDOWS) {
                if (!draft.isNamed()) {
                    draft.name = labelled(draft);
                }
                distinguish(draft, windows);
                windows.add(draft.window());
            }
        }
        return List.copyOf(windows);
    }

    private String labelled(WindowDraft draft) {
        for (HeaderGroup group : groups) {
            boolean labels = group != null && group.label != null && group.dimension.isEmpty();
            if (labels && group.family.equals(draft.family)) {
                return draft.name.equals("default") ? group.label : group.label + " " + draft.name;
            }
        }
        return draft.name;
    }

    private static void distinguish(WindowDraft draft, List<ReportedWindow> windows) {
        String name = draft.name;
        for (int i = 2; isTaken(draft.name, windows); i++) {
            draft.name = name + " (" + i + ")";
        }
    }

    private static boolean isTaken(String name, List<ReportedWindow> windows) {
        for (ReportedWindow window : windows) {
            if (window.name().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
