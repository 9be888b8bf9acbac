package app.quotawatch.headers;

import java.util.List;
import java.util.Locale;

import app.quotawatch.headers.ResponseClock.ReportedInstant;

/** Reads the values that can say more than their header's name: limits, rests, uses, policies and whole windows. */
final class GroupValueReader {

    private static final double MAX_PERCENT = 1000;

    private final HeaderName name;
    private final HeaderGroup group;
    private final ResponseClock clock;
    private final List<WindowDraft> drafts;

    GroupValueReader(HeaderName name, HeaderGroup group, ResponseClock clock, List<WindowDraft> drafts) {
        this.name = name;
        this.group = group;
        this.clock = clock;
        this.drafts = drafts;
    }

    void take(String value) {
        double plain = NumberParser.parse(value);
        if (!Double.isNaN(plain)) {
            number(plain);
            return;
        }
        String trimmed = value.trim();
        if (FlatJsonParser.looksLike(trimmed)) {
            List<FlatJsonParser.Member> members = FlatJsonParser.parse(trimmed);
            if (members != null) {
                json(members);
            }
        } else if (isKeyed(trimmed)) {
            keyed(trimmed);
        } else if (name.isMeter() && isUnlimitedWord(trimmed)) {
            group.unlimited = true;
        } else if (name.isMeter() && trimmed.endsWith("%")) {
            percent(name.dimension(), NumberParser.parse(trimmed, 0, trimmed.length() - 1), name.role());
        } else {
            items(trimmed);
        }
    }

    private void number(double number) {
        if ("percent".equals(name.unit())) {
            // 0.8 may be a ratio
            percent(name.dimension(), number <= 1 && number != Math.rint(number) ? Double.NaN : number, name.role());
        } else if (name.isMeter() || name.role() == Role.BARE) {
            Role role = name.isMeter() ? name.role() : Role.LIMIT;
            if (number >= 0) {
                group.add(role, List.of(ListItem.of(number)));
            } else if (number == -1) {
                group.unlimited |= role == Role.LIMIT;
                group.remainingWithheld |= role == Role.REMAINING;
            }
        } else if (name.role() == Role.POLICY && number >= 0) {
            group.policies = List.of(ListItem.of(number));
        }
    }

    private static boolean isUnlimitedWord(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "unlimited", "infinite", "none", "no limit" -> true;
            default -> false;
        };
    }

    private void items(String value) {
        List<ListItem> items = ListItemParser.parse(value);
        if (items.isEmpty()) {
            if (name.role() == Role.LIMIT) {
                // some send the window's length as the limit: "1m"
                long seconds = DurationParser.window(value, 0);
                group.windowSeconds = seconds < 0 ? group.windowSeconds : seconds;
            }
            return;
        }
        boolean numbers = items.stream().allMatch(item -> item.name() == null && item.number() >= 0);
        boolean fraction = numbers && items.get(0).isFraction();
        if (numbers && (name.isMeter() || name.role() == Role.BARE)) {
            Role role = name.isMeter() ? name.role() : Role.LIMIT;
            // 60 of 40 is no limit that anybody keeps
            boolean sane = role != Role.LIMIT || items.stream().noneMatch(item -> item.number() > item.whole());
            if (sane) {
                group.add(role, grouped(value, items));
            }
        } else if (numbers && name.role() == Role.POLICY) {
            group.policies = items;
        } else if (fraction) {
            group.add(Role.USED, items);
        } else if (name.role() != Role.UNSTATED) {
            boolean labelled = items.stream().allMatch(item -> item.name() != null && item.number() >= 0);
            items.stream().filter(item -> item.name() != null && (labelled || !name.isMeter())).forEach(this::named);
        }
    }

    /* "5,000" is a list of two numbers to a parser, but no list has an item "000" */
    private List<ListItem> grouped(String value, List<ListItem> items) {
        boolean zeros = value.indexOf(",0") > 0 && value.indexOf(' ') < 0;
        boolean afterGrouped = group.limit().size() == 1 && group.limit().get(0).number() >= 1000;
        if (items.size() < 2 || !(zeros || afterGrouped)) {
            return items;
        }
        String[] parts = value.split(",");
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].length() != 3) {
                return items;
            }
        }
        double number = NumberParser.parse(String.join("", parts));
        return Double.isNaN(number) ? items : List.of(ListItem.of(number));
    }

    private void named(ListItem item) {
        String label = item.name() == null || !LabelFilter.isSafe(item.name()) ? "default" : item.name();
        WindowDraft draft = null;
        for (WindowDraft known : drafts) {
            draft = known.family.equals(structuredFamily()) && known.dimension.equals(label) ? known : draft;
        }
        if (draft == null) {
            draft = new WindowDraft(structuredFamily(), label, label);
            draft.unit = group.unit;
            drafts.add(draft);
        }
        double remaining = name.role() == Role.REMAINING ? item.number() : item.remaining();
        double quota = name.role() == Role.REMAINING || name.role() == Role.USED ? Double.NaN : item.number();
        draft.limit = quota >= 0 ? quota : draft.limit;
        draft.remaining = remaining >= 0 && !(draft.remaining < remaining) ? remaining : draft.remaining;
        draft.used = name.role() == Role.USED ? item.number() : draft.used;
        draft.windowSeconds = item.isWindowed() ? item.windowSeconds() : draft.windowSeconds;
        draft.unit = item.unit() == null ? draft.unit : item.unit();
        if (item.resetSeconds() >= 0) {
            draft.reset = clock.reportedInstant(String.valueOf((long) item.resetSeconds()), 1000, true);
        }
    }

    /* "RateLimit" and "RateLimit-Policy" are one set, whose items are joined by their names */
    private String structuredFamily() {
        return WindowDraft.STRUCTURED + name.family();
    }

    private static boolean isKeyed(String value) {
        int equals = value.indexOf('=');
        for (int i = 0; i < equals; i++) {
            char c = value.charAt(i);
            if (c == ';' || c == ',' || c == '"') {
                return false;
            }
        }
        return equals > 0;
    }

    private void keyed(String value) {
        for (String part : value.split("[;,]", 32)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                String key = part.substring(0, equals).trim();
                member(ValueKeyReader.of(key), key, part.substring(equals + 1).trim());
            }
        }
    }

    private void member(HeaderName key, String text, String value) {
        if (key.role() == Role.RESET) {
            ReportedInstant reset = clock.reportedInstant(value, key.unitMillis(), key.relative());
            if (reset != null) {
                group.addReset(reset);
            }
        } else if (key.role() == Role.WINDOW) {
            long seconds = DurationParser.window(value, key.unitMillis());
            group.windowSeconds = seconds < 0 ? group.windowSeconds : seconds;
        } else {
            List<ListItem> items = ListItemParser.parse(value);
            boolean single = items.size() == 1 && items.get(0).number() >= 0;
            if (single && items.get(0).isFraction() && LabelFilter.isSafe(text)) {
                WindowDraft draft = new WindowDraft(name.family(), text, text);
                draft.used = items.get(0).number();
                draft.limit = items.get(0).whole();
                drafts.add(draft);
            } else if (single && key.isMeter() && key.dimension().isEmpty()) {
                group.add(key.role(), items);
            } else if (key.isMeter() && isUnlimitedWord(value)) {
                group.unlimited = true;
            }
        }
    }

    private void json(List<FlatJsonParser.Member> members) {
        boolean quota = members.stream().map(member -> ValueKeyReader.of(member.key()))
                .anyMatch(key -> key.isMeter() && key.dimension().isEmpty());
        for (FlatJsonParser.Member member : members) {
            HeaderName key = ValueKeyReader.of(member.key());
            if (member.value() == null) {
                continue;
            }
            if (quota && key.role() == Role.LABEL && LabelFilter.isSafe(member.value())) {
                group.label(member.value(), 0);
            } else if (quota) {
                member(key, member.key(), member.value());
            } else if (name.role() == Role.USED && member.isNumber() && isPercentage(key)
                    && LabelFilter.isSafe(member.key())) {
                percent(member.key(), NumberParser.parse(member.value()), Role.USED);
            }
        }
    }

    /* Numbers under "usage" that name no unit are percentages of something undisclosed. */
    private static boolean isPercentage(HeaderName key) {
        return key.unit() == null || key.unit().equals("requests") || key.unit().equals("percent");
    }

    private void percent(String dimension, double percent, Role role) {
        if (!(percent >= 0 && percent <= MAX_PERCENT) || role == Role.LIMIT) {
            return;
        }
        WindowDraft draft = new WindowDraft(name.family(), dimension + "%",
                dimension.isEmpty() ? "default" : dimension);
        draft.unit = "percent";
        draft.limit = 100;
        draft.used = role == Role.USED ? percent : Double.NaN;
        draft.remaining = role == Role.REMAINING ? percent : Double.NaN;
        drafts.add(draft);
    }
}
