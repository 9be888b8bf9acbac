package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Reads the lists in the values of headers. Stage: values. */
final class ListItemParser {

    /*
     *  list  = item *( "," item )
     *  item  = ( name / number / number ":" seconds / number "/" number / number "/" duration ) *( ";" param )
     *  param = key "=" ( number / string / byte sequence ) / name / number
     *
     * That is RFC 9651 (structured fields) as far as the rate-limit drafts use it, together with what older
     * drafts and providers write in its place: "100, 100;w=60" (drafts 02 to 06), "20:1,100:120" (Riot),
     * "32/40" (Shopify), "1800/15m" (EVE Online), "Microsoft.Compute/HighCostGet30Min;1199" (Azure). A parser
     * of strict structured fields would reject most of these, and Hugging Face's "fixed window";"api" as well;
     * a provider does not get better by not being read.
     *
     * One item that can't be read makes the whole list unreadable. The drafts demand that for structured
     * fields. For the older lists it is necessary too: they are joined with other lists by position, and a gap
     * would join a limit with another limit's remaining.
     */

    /* As many as windows are reported; a longer list would only cost memory. */
    private static final int MAX_ITEMS = 16;

    private final String text;
    private int at;
    /* The item being read. Fields, not an object per step: one parser serves all items of a value. */
    private @Nullable String name;
    private double number;
    private double whole;
    private long windowSeconds;
    private @Nullable String unit;
    private double remaining;
    private double resetSeconds;

    private ListItemParser(String text) {
        this.text = text;
    }

    /** Returns the items; empty if the value is not such a list. */
    static List<ListItem> parse(String value) {
        double plain = NumberParser.parse(value);
        // Nearly always the list is one number.
        if (!Double.isNaN(plain)) {
            return List.of(ListItem.of(plain));
        }
        // "100 per 1 hour" (flask-limiter) and "59 of 60" are what others write with a slash
        ListItemParser parser = new ListItemParser(value.indexOf(' ') < 0
                ? value
                : value.replace(" per ", "/").replace(" of ", "/"));
        List<ListItem> items = new ArrayList<>();
        do {
            if (items.size() == MAX_ITEMS || !parser.item()) {
                return List.of();
            }
            items.add(new ListItem(parser.name, parser.number, parser.whole, parser.windowSeconds, parser.unit,
                    parser.remaining, parser.resetSeconds));
        } while (parser.accept(','));
        return parser.at < parser.text.length() ? List.of() : items;
    }

    private boolean item() {
        name = null;
        number = Double.NaN;
        whole = Double.NaN;
        windowSeconds = -1;
        unit = null;
        remaining = Double.NaN;
        resetSeconds = Double.NaN;
        if (!head()) {
            return false;
        }
        while (accept(';')) {
            if (!parameter()) {
                return false;
            }
        }
        return true;
    }

    private boolean head() {
        skipSpace();
        if (at < text.length() && text.charAt(at) == '"') {
            name = string();
            return name != null;
        }
        String bare = bare();
        int colon = bare.indexOf(':');
        int slash = bare.indexOf('/');
        // Riot: limit and window in one item, which makes the order of items irrelevant.
        if (colon > 0) {
            number = NumberParser.parse(bare, 0, colon);
            windowSeconds = wholeSeconds(NumberParser.parse(bare, colon + 1, bare.length()));
            return !Double.isNaN(number) && windowSeconds > 0;
        }
        number = NumberParser.parse(bare, 0, slash > 0 ? slash : bare.length());
        // A number behind the slash is the whole of a fraction (Shopify), a duration is the window of a
        // limit (EVE Online). "40/0" is neither; dividing by it would be worse.
        if (slash > 0 && !Double.isNaN(number)) {
            whole = NumberParser.parse(bare, slash + 1, bare.length());
            windowSeconds = Double.isNaN(whole) ? pace(bare.substring(slash + 1)) : -1;
            return whole > 0 || windowSeconds > 0;
        }
        name = Double.isNaN(number) ? bare : null;
        return !Double.isNaN(number) || isName(bare);
    }

    /* "1800/15m", "100/hour", "5/s": behind a slash even a lone letter is a unit. */
    private static long pace(String window) {
        long unit = DurationParser.unitSeconds(window.trim());
        return unit > 0 ? unit : DurationParser.window(window, 0);
    }

    private boolean parameter() {
        skipSpace();
        if (at < text.length() && text.charAt(at) == '"') {
            // not allowed, yet sent by Hugging Face: the second name is the one that its other header uses
            name = string();
            return name != null;
        }
        int start = at;
        while (at < text.length() && isKeyCharacter(text.charAt(at))) {
            at++;
        }
        String key = text.substring(start, at);
        if (!accept('=')) {
            // Azure Resource Manager: a name with its remaining calls
            double value = NumberParser.parse(key);
            number = Double.isNaN(number) ? value : number;
            return !key.isEmpty();
        }
        skipSpace();
        if (at < text.length() && text.charAt(at) == '"') {
            String value = string();
            // The unit is the only text that is read; other strings are skipped, but must be well-formed.
            if (key.equals("qu") && value != null) {
                unit = unitOf(value);
            }
            return value != null;
        }
        String value = bare();
        return !value.isEmpty() && take(key, value);
    }

    private boolean take(String key, String value) {
        double amount = NumberParser.parse(value);
        switch (key) {
            case "q" -> number = amount;
            case "r" -> remaining = amount;
            case "t" -> resetSeconds = amount;
            case "w", "window" -> windowSeconds = wholeSeconds(amount);
            // Parameters that are unknown must be ignored (RFC 9651), or the next draft would make the list
            // unreadable.
            default -> {
                return true;
            }
        }
        return !Double.isNaN(amount);
    }

    /* Units that the drafts define, in the words that this library shows; others are shown if they are safe. */
    private static @Nullable String unitOf(String text) {
        return switch (text) {
            case "content-bytes" -> "bytes";
            case "concurrent-requests" -> "concurrency";
            default -> LabelFilter.isSafe(text) ? text : null;
        };
    }

    /* A window of no time or of fractions of a second would divide by zero where rates are computed. */
    private static long wholeSeconds(double seconds) {
        return seconds >= 1 && seconds <= DurationParser.MAX_SECONDS && seconds == Math.rint(seconds)
                ? (long) seconds
                : -1;
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && (text.charAt(0) | 0x20) >= 'a' && (text.charAt(0) | 0x20) <= 'z';
    }

    private static boolean isKeyCharacter(char c) {
        return c != ';' && c != ',' && c != '=' && c != '"' && !NumberParser.isSpace(c);
    }

    private String bare() {
        int start = at;
        while (at < text.length() && text.charAt(at) != ';' && text.charAt(at) != ',') {
            at++;
        }
        return text.substring(start, at).trim();
    }

    /*
     * Escapes are not resolved: no quota in the corpus has one, and a quote that is escaped ends the list as
     * unreadable.
     */
    private @Nullable String string() {
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
            return null;
        }
        String value = text.substring(at + 1, end);
        at = end + 1;
        return value;
    }

    private boolean accept(char c) {
        skipSpace();
        boolean found = at < text.length() && text.charAt(at) == c;
        at += found ? 1 : 0;
        return found;
    }

    private void skipSpace() {
        while (at < text.length() && NumberParser.isSpace(text.charAt(at))) {
            at++;
        }
    }
}
