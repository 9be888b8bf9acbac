package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Reads a JSON object of plain members: enough for what fits into a header. Stage: values. */
final class FlatJsonParser {

    /*
     * Two providers of the corpus send JSON: Trakt a whole window ({"name":..,"period":300,"limit":1000,...}),
     * Meta percentages ({"call_count":28,...}). A JSON library is not used: core has only JSON-P where the
     * platform brings it, and a parser that accepts everything would have to be restricted again. Nested
     * values make the whole object unreadable, as they do not occur in quotas but may carry ids as keys
     * ("x-business-use-case-usage" of Meta is keyed by account numbers).
     */

    /* 256 characters could hold forty members, each of which may become a window. */
    private static final int MAX_MEMBERS = 16;

    private final String text;
    private int at;

    private FlatJsonParser(String text) {
        this.text = text;
    }

    /** One member; the value is null unless it is a string or a number. True, false and null count nothing. */
    record Member(String key, @Nullable String value, boolean isNumber) {}

    static boolean looksLike(String text) {
        return !text.isEmpty() && text.charAt(0) == '{';
    }

    /** Returns the members, or null if the text is not such an object. */
    static @Nullable List<Member> parse(String text) {
        FlatJsonParser json = new FlatJsonParser(text.trim());
        List<Member> members = new ArrayList<>();
        return json.object(members) ? members : null;
    }

    private boolean object(List<Member> members) {
        if (!accept('{')) {
            return false;
        }
        do {
            String key = string();
            if (key == null || !accept(':') || members.size() == MAX_MEMBERS) {
                return false;
            }
            Member member = member(key);
            if (member == null) {
                return false;
            }
            members.add(member);
        } while (accept(','));
        return accept('}') && at == text.length();
    }

    private @Nullable Member member(String key) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == '"') {
            String value = string();
            return value == null ? null : new Member(key, value, false);
        }
        int start = at;
        while (at < text.length() && isPlain(text.charAt(at))) {
            at++;
        }
        String value = text.substring(start, at);
        return switch (value) {
            case "" -> null;
            case "true", "false", "null" -> new Member(key, null, false);
            default -> Double.isNaN(NumberParser.parse(value)) ? null : new Member(key, value, true);
        };
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || NumberParser.isDigit(c) || c == '.' || c == '-';
    }

    /*
     * Escapes have no place in a quota's name. Rejecting them means that the text that was checked for safety is the
     * text that is shown: an escaped "@" or "<" would pass the check and be resolved afterwards.
     */
    private @Nullable String string() {
        if (!accept('"')) {
            return null;
        }
        int end = text.indexOf('"', at);
        if (end < 0 || text.substring(at, end).indexOf('\\') >= 0) {
            return null;
        }
        String value = text.substring(at, end);
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
