package app.quotawatch.headers;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import app.quotawatch.headers.ResponseClock.ReportedInstant;

/**
 * Reads values that can state more than their header's name promises: limits, remaining, use, policies and whole
 * windows. Stage: values.
 */
final class GroupValueReader {

    /*
     * The form of a value decides, in an order that goes from what is certain to what is guessed:
     *
     *  number            "60"                                 nearly all
     *  JSON object       {"name":"x","limit":1000}            Trakt; percentages of Meta
     *  keys and values   limit=100, remaining=50, reset=5     draft 07, Zendesk, Salesforce
     *  a word            unlimited                            Cloud Foundry
     *  percentage        20%
     *  list of items     "day";r=100;t=36000                  drafts 08 and later; 600,30000 of Strava
     *
     * The structured fields of the newer drafts are two headers: RateLimit-Policy states quota (q) and window
     * (w) of every policy, RateLimit what remains (r) and in how many seconds it resets (t), often of fewer
     * policies. They are joined by name, never by position, and go past the group into a draft of their own:
     * every item is a window with a name. A policy without a state stays a window with a limit only; zero
     * remaining would be the opposite of what its absence means.
     */

    /* Use may exceed a quota, but a count that somebody calls a percentage soon exceeds ten times 100. */
    private static final double MAX_PERCENT = 1000;

    private final HeaderName name;
    private final HeaderGroup group;
    private final ResponseClock clock;
    private final List<WindowDraft> drafts;
    private final boolean rejected;

    GroupValueReader(HeaderName name, HeaderGroup group, ResponseClock clock, List<WindowDraft> drafts,
            boolean rejected) {
        this.name = name;
        this.group = group;
        this.clock = clock;
        this.drafts = drafts;
        this.rejected = rejected;
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

    /*
     * -1 is a word in digits: no limit, or remaining not reported. Beside a rejection, and below -1, what remains is an
     * overdraft: nothing is left. Any other negative number is an error and is ignored.
     */
    private void number(double number) {
        if ("percent".equals(name.unit())) {
            percent(name.dimension(), percentage(number), name.role());
        } else if (name.isMeter() || name.role() == Role.BARE) {
            Role role = name.isMeter() ? name.role() : Role.LIMIT;
            if (number >= 0) {
                group.add(role, List.of(ListItem.of(number)));
            } else if (role == Role.REMAINING && (rejected || number < -1)) {
                group.add(role, List.of(ListItem.of(0)));
            } else if (number == -1) {
                group.unlimited |= role == Role.LIMIT;
                group.remainingWithheld |= role == Role.REMAINING;
            }
        } else if (name.role() == Role.POLICY && number >= 0) {
            group.policies = List.of(ListItem.of(number));
        }
    }

    /*
     * 0.8 may be a ratio: 80 percent, or nearly nothing. A utilization is a ratio; where it is not below 1, only what is
     * far above is certainly a percentage.
     */
    private double percentage(double number) {
        if (name.text().contains("utili")) {
            return number < 1 ? number * 100 : number < 2 ? Double.NaN : number;
        }
        return number <= 1 && number != Math.rint(number) ? Double.NaN : number;
    }

    /*
     * "none" as a limit; under other roles these words end in the same place, as nothing is left that could
     * run out.
     */
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
                // the AspNetCoreRateLimit package sends the window's length as the limit: "1s", "1m"
                long seconds = DurationParser.window(value, 0);
                group.windowSeconds = seconds < 0 ? group.windowSeconds : seconds;
            }
            return;
        }
        boolean numbers = items.stream().allMatch(item -> item.name() == null && item.number() >= 0);
        boolean fraction = numbers && items.get(0).isFraction();
        if (numbers && (name.isMeter() || name.role() == Role.BARE)) {
            Role role = name.isMeter() ? name.role() : Role.LIMIT;
            // "100/60" may be a limit per minute
            boolean sane = role != Role.LIMIT || items.stream().noneMatch(this::mayBePace);
            if (sane && GroupedDigits.isPossible(value)) {
                group.addGrouped(role, items, value);
            } else if (sane) {
                group.add(role, items);
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

    /*
     * "50/40": more is used than there is, which a rejection proves. Without one, a second number that is the length of a
     * usual window may as well be one.
     */
    private boolean mayBePace(ListItem item) {
        return item.number() > item.whole() && !rejected
                && (item.number() > 2 * item.whole() || item.whole() == 1
                        || item.whole() % 10 == 0 && item.whole() % 60 == 0);
    }

    /*
     * Finds the draft of this name or begins it, whichever of the two headers comes first. A name that may
     * identify somebody becomes "default". Of two states of one policy the smaller one counts.
     */
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
        // Azure Resource Manager lists remaining calls by name: there the number is not the quota but what
        // remains.
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

    /*
     * "RateLimit" and "RateLimit-Policy" are one set, whose items are joined by their names. Apart from the
     * family of plain headers, so that WindowMerger can distinguish a repetition (Cloudflare in front of an
     * application) from a part.
     */
    private String structuredFamily() {
        return WindowDraft.STRUCTURED + name.family();
    }

    /*
     * An equals sign before any separator: "limit=100, remaining=50" has keys, "100;w=60" is a list with
     * parameters.
     */
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
        // draft 07 separates by commas, Zendesk by semicolons, and IBM writes "name=default,100;"
        String label = null;
        for (String part : value.split("[;,]", 32)) {
            int equals = part.indexOf('=');
            String key = part.substring(0, Math.max(0, equals)).trim();
            String argument = part.substring(equals + 1).trim();
            double number = NumberParser.parse(argument);
            if (ValueKeyReader.isLabel(key)) {
                label = argument;
            } else if (equals > 0 && name.isMeter() && HeaderNameVocabulary.isTime(key)) {
                timed(label, key, number);
            } else if (equals > 0) {
                member(ValueKeyReader.of(key), key, argument);
            } else if (label != null && number >= 0 && name.isMeter()) {
                named(ListItem.named(label, number, -1));
                label = null;
            }
        }
    }

    /* Upbit: "group=default; min=1800; sec=29". People Data Labs: {"minute": 100}. Each is a window of this length. */
    private void timed(@Nullable String label, String key, double number) {
        if (number >= 0) {
            HeaderNameWord length = HeaderNameVocabulary.word(key);
            named(ListItem.named(label == null ? length.text() : label + " " + length.text(), number,
                    length.seconds() > 0 ? length.seconds() : -1));
        }
    }

    private void member(HeaderName key, String text, String value) {
        if (key.role() == Role.RESET) {
            ReportedInstant reset = clock.reportedInstant(value, key.unitMillis(), key.relative());
            if (reset != null) {
                group.addReset(reset);
            }
        } else if (key.role() == Role.WINDOW) {
            group.window(key, value);
        } else {
            List<ListItem> items = ListItemParser.parse(value);
            boolean single = items.size() == 1 && items.get(0).number() >= 0;
            // Salesforce: every key is a window of its own, with its use and its limit.
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
        // Trakt's object is one window, whose members are its numbers. Meta's has no limit: every member is
        // a percentage. People Data Labs' members are windows, each a number of the header's role: {"minute": 100}.
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
            } else if (name.isMeter() && member.isNumber() && HeaderNameVocabulary.isTime(member.key())) {
                timed(null, member.key(), NumberParser.parse(member.value()));
            } else if (name.role() == Role.USED && member.isNumber() && isPercentage(key)
                    && LabelFilter.isSafe(member.key())) {
                percent(member.key(), NumberParser.parse(member.value()), Role.USED);
            }
        }
    }

    /*
     * Numbers under "usage" without a unit are percentages of a limit that Meta does not disclose. With a unit they
     * are counts of this response ("total_tokens": 45).
     */
    private static boolean isPercentage(HeaderName key) {
        return key.unit() == null || key.unit().equals("requests") || key.unit().equals("percent");
    }

    /*
     * A window of 100 in the unit "percent", with a key of its own: never "100 requests", which would be
     * compared with counts. A limit in percent limits nothing.
     */
    private void percent(String dimension, double percent, Role role) {
        if (!(percent >= 0 && percent <= MAX_PERCENT) || role == Role.LIMIT) {
            return;
        }
        WindowDraft draft = new WindowDraft(name.family(), dimension + "%",
                dimension.isEmpty() ? "default" : dimension);
        draft.unit = "percent";
        draft.windowSeconds = name.windowSeconds();
        draft.limit = 100;
        draft.used = role == Role.USED ? percent : Double.NaN;
        draft.remaining = role == Role.REMAINING ? percent : Double.NaN;
        drafts.add(draft);
    }
}
