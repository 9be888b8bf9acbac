package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.List;

/*
 * Lists in a limit, a rest and a use are put side by side: by the windows that the items name ("20:1,100:120"), else by their
 * position ("600,30000" beside "314,27536"). A limit whose first item stands alone before policies ("5000, 1000;w=3600,
 * 5000;w=86400") is one number, the limit of now; rest and reset belong to the policy with that quota. Where one list is
 * longer than the others for no such reason, somebody on the way has doubled a header, and of contradicting values the
 * cautious one is taken: the smaller rest, and no limit.
 */
/** Makes windows of what a group of headers says. */
final class WindowAssembler {

    private final HeaderGroup group;
    private List<ListItem> limit;
    private final List<ListItem> remaining;
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
        if (group.unlimited || group.remainingWithheld && !group.hasLimit()) {
            return;
        }
        if (group.isPlain()) {
            WindowDraft draft = group.draft();
            group.fillPlainly(draft);
            draft.reset = group.resets.isEmpty() || !allEqual(group.resets) ? null : group.resets.get(0);
            drafts.add(draft);
        } else if (group.policies.isEmpty() && group.limit().size() < 2 && group.remaining().size() < 2
                && group.used().size() < 2) {
            WindowDraft draft = group.draft();
            fill(draft, group.limit(), group.remaining(), group.used(), 0);
            draft.reset = group.resets.isEmpty() || !allEqual(group.resets) ? null : group.resets.get(0);
            drafts.add(draft);
        } else {
            new WindowAssembler(group, drafts).add();
        }
    }

    private void add() {
        splitPolicies();
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
        if (limit.size() < 2 || remaining.size() == limit.size() || used.size() == limit.size()) {
            return;
        }
        boolean othersWindowed = limit.subList(1, limit.size()).stream().allMatch(ListItem::isWindowed);
        boolean alone = remaining.size() < 2 && used.size() < 2;
        if (othersWindowed && (!limit.get(0).isWindowed() || alone && !(remaining.isEmpty() && used.isEmpty()))) {
            policies.addAll(limit.subList(1, limit.size()));
            limit = limit.subList(0, 1);
        }
    }

    private boolean allWindowed() {
        return limit.stream().allMatch(ListItem::isWindowed) && remaining.stream().allMatch(ListItem::isWindowed)
                && used.stream().allMatch(ListItem::isWindowed);
    }

    private static boolean isAligned(List<ListItem> items, int size) {
        return items.isEmpty() || items.size() == size;
    }

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
        boolean same = isAllEqual(limit) && isAllEqual(remaining) && isAllEqual(used) && allEqual(group.resets)
                && policies.size() < 2;
        for (int i = 0; i < (same ? 1 : size); i++) {
            WindowDraft row = group.draft();
            fill(row, limit, remaining, used, i);
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
        for (int i = 1; i < remaining.size(); i++) {
            at = remaining.get(i).number() < remaining.get(at).number() ? i : at;
        }
        fill(row, isAllEqual(limit) ? limit : List.of(),
                remaining.isEmpty() ? remaining : remaining.subList(at, at + 1),
                isAllEqual(used) ? used : List.of(), 0);
        if (!group.resets.isEmpty() && allEqual(group.resets)) {
            row.reset = group.resets.get(0);
        } else if (group.resets.size() == remaining.size() && !remaining.isEmpty()) {
            row.reset = group.resets.get(at);
        }
        drafts.add(row);
    }

    /* A single policy is the policy of the current limit, also where that was lowered below it. */
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

    private static void fill(WindowDraft row, ListItem item, Role role) {
        if (item == null) {
            return;
        }
        row.windowSeconds = item.isWindowed() ? item.windowSeconds() : row.windowSeconds;
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
