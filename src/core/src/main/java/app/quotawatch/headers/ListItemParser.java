package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.List;

/*
 * list  = item *( "," item )
 * item  = ( name / number / number ":" seconds / number "/" number / number "/" duration ) *( ";" param )
 * param = key "=" ( number / string / byte sequence ) / name / number
 *
 * That is RFC 9651 as far as the rate-limit drafts use it, and what older drafts and providers write in its place. One item
 * that can't be read makes the whole list unreadable: the drafts demand it, and a positional list with a gap reads wrong.
 */
/** Reads the lists in the values of headers. */
final class ListItemParser {

    private static final int MAX_ITEMS = 16;

    private final String text;
    private int at;
    private String name;
    private double number;
    private double whole;
    private long windowSeconds;
    private String unit;
    private double remaining;
    private double resetSeconds;

    private ListItemParser(String text) {
        this.text = text;
    }

    /** Returns the items; empty if the value is no such list. */
    static List<ListItem> parse(String value) {
        double plain = NumberParser.parse(value);
        if (!Double.isNaN(plain)) {
            return List.of(ListItem.of(plain));
        }
        ListItemParser parser = new ListItemParser(value);
        List<ListItem> items = new ArrayList<>();
        do {
            if (items.size() == MAX_ITEMS || !parser.item()) {
                return List.of();
            }
            items.add(new ListItem(parser.name, parser.number, parser.whole, parser.windowSeconds, parser.unit,
                    parser.remaining, parser.resetSeconds));
        } while (parser.accept(','));
        return parser.at < value.length() ? List.of() : items;
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
        if (colon > 0) {
            number = NumberParser.parse(bare, 0, colon);
            windowSeconds = wholeSeconds(NumberParser.parse(bare, colon + 1, bare.length()));
            return !Double.isNaN(number) && windowSeconds > 0;
        }
        number = NumberParser.parse(bare, 0, slash > 0 ? slash : bare.length());
        if (slash > 0 && !Double.isNaN(number)) {
            whole = NumberParser.parse(bare, slash + 1, bare.length());
            windowSeconds = Double.isNaN(whole) ? pace(bare.substring(slash + 1)) : -1;
            return whole > 0 || windowSeconds > 0;
        }
        name = Double.isNaN(number) ? bare : null;
        return !Double.isNaN(number) || isName(bare);
    }

    /* "1800/15m", "100/hour", "5/s" */
    private static long pace(String window) {
        long unit = DurationParser.unitSeconds(window.trim());
        return unit > 0 ? unit : DurationParser.window(window, 0);
    }

    private boolean parameter() {
        skipSpace();
        if (at < text.length() && text.charAt(at) == '"') {
            // a second name is not allowed, yet sent: it is the one that the other header uses
            name = string();
            return name != null;
        }
        int start = at;
        while (at < text.length() && isKeyCharacter(text.charAt(at))) {
            at++;
        }
        String key = text.substring(start, at);
        if (!accept('=')) {
            // "Compute/HighCostGet;159"
            double value = NumberParser.parse(key);
            number = Double.isNaN(number) ? value : number;
            return !key.isEmpty();
        }
        skipSpace();
        if (at < text.length() && text.charAt(at) == '"') {
            String value = string();
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
            default -> {
                return true;
            }
        }
        return !Double.isNaN(amount);
    }

    private static String unitOf(String text) {
        return switch (text) {
            case "content-bytes" -> "bytes";
            case "concurrent-requests" -> "concurrency";
            default -> LabelFilter.isSafe(text) ? text : null;
        };
    }

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

    private String string() {
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
