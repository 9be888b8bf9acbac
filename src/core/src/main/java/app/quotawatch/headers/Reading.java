package app.quotawatch.headers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import app.quotawatch.headers.ResponseClock.Moment;

/** Reads the values of one response. */
final class Reading {

    static final int MAX_WINDOWS = 16;
    private static final int MAX_LENGTH = 256;
    /* Which of several labels names the window: the first of these. */
    private static final List<String> LABELS = List.of("name", "resource", "bucket", "group", "category");

    private final Plan plan;
    private final ResponseClock clock;
    private final int status;
    private final Group[] groups;
    private final List<Draft> drafts = new ArrayList<>(4);
    private Instant retryAfter;

    Reading(Plan plan, int status, ResponseClock clock) {
        this.plan = plan;
        this.clock = clock;
        this.status = status;
        this.groups = new Group[plan.groupCount()];
    }

    RateLimitReading of(FewHeaders selected) {
        for (int i = 0; i < selected.size(); i++) {
            String value = selected.value(i);
            if (isReadable(value) && !value.isBlank()) {
                take(plan.headers()[i], plan.groups()[i], value);
            }
        }
        for (Group group : groups) {
            if (group != null && drafts.size() < MAX_WINDOWS) {
                Rows.add(group, drafts);
            }
        }
        if (drafts.size() > 1) {
            Merging.merge(drafts);
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
            case RESET -> group(name, groupIndex).addResets(moments(name, value));
            case WINDOW -> {
                Group group = group(name, groupIndex);
                long seconds = Durations.window(value, name.unitMillis());
                group.windowSeconds = seconds < 0 ? group.windowSeconds : seconds;
            }
            default -> {
                Group group = group(name, groupIndex);
                double plain = name.isMeter() && !"percent".equals(name.unit()) ? Numbers.parse(value) : Double.NaN;
                if (plain >= 0) {
                    group.add(name.role(), plain);
                } else {
                    new GroupValues(name, group, clock, drafts).take(value);
                }
            }
        }
    }

    private Group group(HeaderName name, int index) {
        Group group = groups[index];
        if (group == null) {
            group = new Group(name);
            groups[index] = group;
        }
        group.describe(name);
        return group;
    }

    private void retry(HeaderName name, String value) {
        Moment moment = clock.moment(value, name.unitMillis(), true);
        if (moment == null && value.indexOf(',') > 0) {
            for (Moment repeated : moments(name, value)) {
                moment = moment == null || repeated.instant().isAfter(moment.instant()) ? repeated : moment;
            }
        }
        if (moment != null) {
            retryAfter = later(retryAfter, moment, status, clock);
        }
    }

    /** Returns the later of two wanted pauses, of a rounded twin and an exact one the safe one; null is none. */
    static Instant later(Instant known, Moment moment, int status, ResponseClock clock) {
        if (status < 400 && !moment.instant().isAfter(clock.observedAt())) {
            return known;
        }
        return known == null || moment.instant().isAfter(known) ? moment.instant() : known;
    }

    /** Whether a quota of zero is to be believed. */
    static boolean isRefused(int status) {
        return status == 403 || status == 429;
    }

    private List<Moment> moments(HeaderName name, String value) {
        Moment moment = clock.moment(value, name.unitMillis(), name.relative());
        if (moment != null) {
            return List.of(moment);
        }
        if (value.indexOf(',') < 0 || !Numbers.isDigit(value.trim().charAt(0))) {
            return List.of();
        }
        List<Moment> moments = new ArrayList<>();
        for (String part : value.split(",", MAX_WINDOWS)) {
            moment = clock.moment(part, name.unitMillis(), name.relative());
            if (moment == null) {
                return List.of();
            }
            moments.add(moment);
        }
        return moments;
    }

    private static void label(HeaderName name, Group group, String value) {
        int rank = rank(name);
        if (rank >= 0 && Labels.isSafe(value)) {
            group.label(value, rank);
        } else if (name.text().endsWith("type") && group.windowSeconds < 0 && Labels.isSafe(value)) {
            HeaderName type = HeaderNames.of("limit-" + value.toLowerCase(Locale.ROOT));
            group.windowSeconds = type.windowSeconds();
        }
    }

    /** Returns how good a name of the window this label is, 0 the best; -1 if it is none. */
    static int rank(HeaderName label) {
        return LABELS.indexOf(label.text().substring(label.text().lastIndexOf('-') + 1));
    }

    private List<ReportedWindow> windows() {
        List<ReportedWindow> windows = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
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

    private String labelled(Draft draft) {
        for (Group group : groups) {
            boolean labels = group != null && group.label != null && group.dimension.isEmpty();
            if (labels && group.family.equals(draft.family)) {
                return draft.name.equals("default") ? group.label : group.label + " " + draft.name;
            }
        }
        return draft.name;
    }

    private static void distinguish(Draft draft, List<ReportedWindow> windows) {
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
