package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Turns a group of headers into drafts of windows. Stage: assembling. */
final class WindowAssembler {

    /*
     * A group with one number per role is one window. Lists make it several, and how the lists belong together
     * depends on what they are:
     *
     *  by window      20:1,100:120 beside 3:1,57:120          Riot; the lists need not be in the same order
     *  by position    600,30000 beside 314,27536              Strava; 1, 15000 beside 1, 1000 of Brave
     *  policies       5000, 1000;w=3600, 5000;w=86400         drafts 02 to 06, Envoy
     *  cautiously     30, 30 beside 60                        somebody on the way has doubled a header
     *
     * In a policy list the first item stands alone and is the limit that is in force, and remaining and reset
     * belong to the policy with that quota; the drafts leave it to the reader to find it. If no policy has it,
     * the limit has been changed at run time (draft 02: "10, 100;w=60"), and a single policy is still its
     * policy.
     *
     * Where one list is longer than the others for no such reason, positions prove nothing. Of contradicting
     * values the cautious one is taken: the smaller remaining, and no limit. An application that is too
     * careful for one response loses little; a limit joined with the remaining part of another window reports
     * a threshold that was never reached, or hides one that was.
     */

    private final HeaderGroup group;
    private List<ListItem> limit;
    private List<ListItem> remaining;
    private final List<ListItem> used;
    private final List<ListItem> policies = new ArrayList<>();
    private final List<WindowDraft> drafts;
    private final int first;

    private WindowAssembler(HeaderGroup group, List<WindowDraft> drafts) {
        this.group = group;
        this.limit = group.limit();
        this.remaining = group.remaining();
        this.used = group.used();
        this.policies.addAll(group.policies);
        this.drafts = drafts;
        this.first = drafts.size();
    }

    /** Adds the group's windows to the drafts. */
    static void add(HeaderGroup group, List<WindowDraft> drafts) {
        group.settleDigits();
        group.settleResets();
        // No finite window: reporting "unlimited" as some large number would make every percentage of it
        // zero.
        if (group.unlimited || group.remainingWithheld && !group.hasLimit()) {
            return;
        }
        // One number per role, without making lists of them: still the usual case on the long way.
        if (group.isPlain()) {
            WindowDraft draft = group.draft();
            group.fillPlainly(draft);
            draft.reset = group.reset();
            drafts.add(draft);
        } else if (group.policies.isEmpty() && group.limit().size() < 2 && group.remaining().size() < 2
                && group.used().size() < 2) {
            WindowDraft draft = group.draft();
            fill(draft, group.limit(), group.remaining(), group.used(), 0);
            draft.reset = group.reset();
            drafts.add(draft);
        } else {
            new WindowAssembler(group, drafts).add();
        }
    }

    private void add() {
        splitPolicies();
        moveToFittingPolicy();
        int size = Math.max(limit.size(), Math.max(remaining.size(), used.size()));
        if (size > 1 && allWindowed()) {
            joinByWindow();
        } else if (size > 1 && isAligned(limit, size) && isAligned(remaining, size) && isAligned(used, size)) {
            joinByPosition(size);
        } else {
            joinCautiously();
        }
        joinPolicies();
    }

    private void splitPolicies() {
        // Lists of one length belong together, by window or by position; the limits are not policies then.
        if (limit.size() < 2 || remaining.size() == limit.size() || used.size() == limit.size()) {
            return;
        }
        boolean othersWindowed = limit.subList(1, limit.size()).stream().allMatch(ListItem::isWindowed);
        // Hosts of draft 02 exist that omit the lone first item: "50000;w=60, 2250000;w=3600" beside one
        // remaining.
        boolean alone = remaining.size() < 2 && used.size() < 2;
        if (othersWindowed && (!limit.get(0).isWindowed() || alone && !(remaining.isEmpty() && used.isEmpty()))) {
            policies.addAll(limit.subList(1, limit.size()));
            limit = limit.subList(0, 1);
        }
    }

    /*
     * "10, 10;w=1, 150;w=60" with 149 left (Klaviyo): what remains is not that of the first policy. It belongs to the only one that can
     * hold it, or it is unknown to which; so does the reset.
     */
    private void moveToFittingPolicy() {
        if (policies.size() < 2 || limit.size() != 1 || remaining.size() != 1
                || !(remaining.get(0).number() > limit.get(0).number())) {
            return;
        }
        ListItem fitting = null;
        int count = 0;
        for (ListItem policy : policies) {
            if (policy.number() >= remaining.get(0).number()) {
                fitting = policy;
                count++;
            }
        }
        if (fitting != null && count == 1) {
            limit = List.of(fitting);
            policies.remove(fitting);
        } else {
            remaining = List.of();
            group.resets = List.of();
        }
    }

    private boolean allWindowed() {
        return limit.stream().allMatch(ListItem::isWindowed) && remaining.stream().allMatch(ListItem::isWindowed)
                && used.stream().allMatch(ListItem::isWindowed);
    }

    private static boolean isAligned(List<ListItem> items, int size) {
        return items.isEmpty() || items.size() == size;
    }

    /* Every item finds or makes the draft of its window, whatever list and position it comes from. */
    private void joinByWindow() {
        for (List<ListItem> items : List.of(limit, remaining, used)) {
            for (ListItem item : items) {
                WindowDraft row = rowOf(item.windowSeconds());
                List<ListItem> one = List.of(item);
                fill(row, items == limit ? one : List.of(), items == remaining ? one : List.of(),
                        items == used ? one : List.of(), 0);
            }
        }
    }

    private WindowDraft rowOf(long windowSeconds) {
        for (WindowDraft row : drafts.subList(first, drafts.size())) {
            if (row.windowSeconds == windowSeconds) {
                return row;
            }
        }
        WindowDraft row = group.draft();
        row.windowSeconds = windowSeconds;
        row.name = rowName(windowSeconds + "s");
        drafts.add(row);
        return row;
    }

    private void joinByPosition(int size) {
        // A proxy that joins two identical lines ("60, 60") has repeated one window, not made a second;
        // several policies beside equal numbers do prove two.
        boolean same = isAllEqual(limit) && isAllEqual(remaining) && isAllEqual(used) && allEqual(group.resets)
                && policies.size() < 2;
        for (int i = 0; i < (same ? 1 : size); i++) {
            WindowDraft row = group.draft();
            fill(row, limit, remaining, used, i);
            // One reset beside two windows could be the end of either.
            row.reset = group.resets.size() == size ? group.resets.get(i) : null;
            if (!same) {
                row.name = rowName(row.windowSeconds < 0 ? String.valueOf(i + 1) : row.windowSeconds + "s");
            }
            drafts.add(row);
        }
    }

    private void joinCautiously() {
        WindowDraft row = group.draft();
        int at = 0;
        // The smallest remaining, and below the reset that is listed with it.
        for (int i = 1; i < remaining.size(); i++) {
            at = remaining.get(i).number() < remaining.get(at).number() ? i : at;
        }
        fill(row, isAllEqual(limit) ? limit : List.of(),
                remaining.isEmpty() ? remaining : remaining.subList(at, at + 1),
                isAllEqual(used) ? used : List.of(), 0);
        if (group.reset() != null) {
            row.reset = group.reset();
        } else if (group.resets.size() == remaining.size() && !remaining.isEmpty()) {
            row.reset = group.resets.get(at);
        }
        drafts.add(row);
    }

    /*
     * A policy adds what its draft lacks, above all the length of the window. Each is used once. A single policy is
     * the policy of the current limit even where that was lowered below it. What matches no draft is a window that is
     * not the tightest now, and is reported with its limit only.
     */
    private void joinPolicies() {
        List<WindowDraft> rows = List.copyOf(drafts.subList(first, drafts.size()));
        List<ListItem> left = new ArrayList<>(policies);
        boolean single = rows.size() == 1 && left.size() == 1;
        for (WindowDraft row : rows) {
            int match = -1;
            for (int j = 0; j < left.size() && match < 0; j++) {
                ListItem policy = left.get(j);
                boolean window = row.windowSeconds < 0 || row.windowSeconds == policy.windowSeconds();
                match = window && (single || policy.number() == row.limit) ? j : -1;
            }
            if (match >= 0) {
                ListItem policy = left.remove(match);
                row.limit = Double.isNaN(row.limit) && policies.size() == 1 ? policy.number() : row.limit;
                row.windowSeconds = row.windowSeconds < 0 ? policy.windowSeconds() : row.windowSeconds;
                row.unit = row.unit == null ? policy.unit() : row.unit;
            }
            // Two windows of a group need names that stay the same from response to response; lengths do,
            // positions may not.
            if (rows.size() > 1 && row.windowSeconds >= 0) {
                row.name = rowName(row.windowSeconds + "s");
            }
        }
        for (ListItem policy : left) {
            WindowDraft row = group.draft();
            row.limit = policy.number();
            row.windowSeconds = policy.windowSeconds();
            row.name = rowName(policy.isWindowed() ? policy.windowSeconds() + "s" : "policy");
            drafts.add(row);
        }
    }

    private String rowName(String suffix) {
        return group.dimension.isEmpty() ? suffix : group.dimension + " " + suffix;
    }

    private static void fill(WindowDraft row, List<ListItem> limit, List<ListItem> remaining, List<ListItem> used,
            int index) {
        fill(row, limit.isEmpty() ? null : limit.get(index), Role.LIMIT);
        fill(row, remaining.isEmpty() ? null : remaining.get(index), Role.REMAINING);
        fill(row, used.isEmpty() ? null : used.get(index), Role.USED);
    }

    private static void fill(WindowDraft row, @Nullable ListItem item, Role role) {
        if (item == null) {
            return;
        }
        row.windowSeconds = item.isWindowed() ? item.windowSeconds() : row.windowSeconds;
        // "X-Shopify-Shop-Api-Call-Limit: 32/40" calls itself a limit and states the use first: 32 of 40 are
        // used.
        Role effective = item.isFraction() && role == Role.LIMIT ? Role.USED : role;
        row.limit = item.isFraction() ? item.whole() : row.limit;
        switch (effective) {
            case LIMIT -> row.limit = item.number();
            case REMAINING -> row.remaining = item.number();
            default -> row.used = item.number();
        }
    }

    private static boolean isAllEqual(List<ListItem> items) {
        return items.isEmpty() || items.stream().allMatch(items.get(0)::equals);
    }

    private static boolean allEqual(List<?> list) {
        return list.size() < 2 || list.stream().allMatch(list.get(0)::equals);
    }
}
