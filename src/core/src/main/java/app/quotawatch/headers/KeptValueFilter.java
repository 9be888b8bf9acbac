package app.quotawatch.headers;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Decides how much of a header's value is kept. Stage: keeping. */
final class KeptValueFilter {

    /*
     * Numbers, dates and durations identify no one and are kept as they are. Text is kept where it names a
     * quota. Of parameters only those of which a quota consists are kept: the partition key (pk) of an IETF
     * policy is a user or an address, and whatever a provider adds tomorrow is not for us to send either.
     *
     * What remains after cutting must still mean the same. So a whole parameter is cut or none of it, and a
     * value that cannot be cleaned is dropped with its header. Dropping costs a window; keeping would cost an
     * address in somebody's database.
     *
     * The order is by cost. Nearly all values are plain numbers or short durations, and one pass over a few
     * characters settles them without an allocation; only the others are taken apart.
     */

    /*
     * Long enough for "1m30.5s" and "499.0", too short for an IPv4 address (1.1.1.1 has more than one dot),
     * a date, or a key.
     */
    private static final int MAX_PLAIN = 7;
    /*
     * The punctuation of dates, lists, structured fields and paths. "@", "<", "$" and "{" are not in it:
     * mail addresses and what pages and loggers could execute never pass.
     */
    private static final String TEXT = " \t.,:;/+-=%\"()_*?!'";

    private KeptValueFilter() {}

    /** Returns the value as it may be kept, or null if the header must be left out. */
    static @Nullable String keep(HeaderName name, String value) {
        if (name.isQuantity() && !isOfSomebody(name) && isShortAndPlain(value)) {
            return value; // nearly always, and without an allocation
        }
        boolean number = isNumeric(value);
        if (name.isQuantity() && number) {
            return value;
        }
        String trimmed = value.trim();
        // An object is kept as a whole or not at all: to cut members out would mean to write JSON anew
        // (Trakt, Meta).
        if (FlatJsonParser.looksLike(trimmed)) {
            return isText(trimmed, "{}") && isSafeJson(trimmed) ? value : null;
        }
        String kept = value.indexOf(';') < 0 && value.indexOf('=') < 0 && value.indexOf('(') < 0
                ? value
                : withoutForeignParameters(value);
        if (kept.isEmpty()) {
            return null;
        }
        // Under a name that is about somebody only a number can be a quota: "x-ratelimit-limit-user: alice".
        if (!number && (isOfSomebody(name) || !isText(kept, "") && !isZonedDate(name, kept))) {
            return null;
        }
        return switch (name.role()) {
            case LABEL -> LabelFilter.isSafe(trimmed) ? kept : null;
            // What is never read is free text to us, whoever is named in it.
            case OTHER -> PlainRemark.isSafe(kept) ? kept : null;
            case UNSTATED -> PlainRemark.isSafe(kept) || isKeyedNumbers(kept) ? kept : null;
            default -> !mayIdentify(kept, true) ? kept : null;
        };
    }

    private static boolean isOfSomebody(HeaderName name) {
        return name.personal() && name.isMeter();
    }

    /*
     * Two dots without a comma between them are an address, not a number; "600,30000", "20:1" and "32/40"
     * are numbers. Eight digits in pieces ("4111 1111") are a card, a telephone number or a date.
     */
    private static boolean isNumeric(String value) {
        int dots = 0;
        int digits = 0;
        boolean pieces = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            dots = c == '.' ? dots + 1 : c == ',' ? 0 : dots;
            if (NumberParser.isDigit(c)) {
                digits++;
            } else if (c == ' ' || c == '-') {
                pieces |= digits > 0;
            } else if (c == ',' || c == '/' || c == ':') {
                digits = 0;
                pieces = false;
            } else if (c != '.') {
                return false;
            }
            if (dots > 1 || pieces && digits >= LabelFilter.ID_DIGITS) {
                return false;
            }
        }
        return true;
    }

    /* Java's ZonedDateTime puts the zone in brackets. */
    private static boolean isZonedDate(HeaderName name, String value) {
        return (name.role() == Role.RESET || name.role() == Role.RETRY) && isText(value, "[]")
                && DateParser.isDate(value);
    }

    /* "api-usage=18/5000; per-app-api-usage=17/250": the keys name quotas, and every argument is a number. */
    private static boolean isKeyedNumbers(String value) {
        for (String part : value.split("[;,]", 32)) {
            int equals = part.indexOf('=');
            String key = part.substring(0, Math.max(0, equals)).trim();
            if (equals < 1 || key.indexOf(' ') >= 0 || !LabelFilter.isSafe(key)
                    || ValueKeyReader.of(key).personal() || !isNumeric(part.substring(equals + 1))
                    || LabelFilter.mayIdentify(part.substring(equals + 1))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(String value, String more) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean word = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || NumberParser.isDigit(c);
            // Go prints microseconds with a micro sign (Traefik), and a client that decodes UTF-8 as Latin-1
            // makes two characters of it. No other letter beyond ASCII occurs in a quota; confusable digits
            // and letters do in attacks.
            boolean micro = c == '\u00b5' || c == '\u03bc' || c == '\u00c2';
            if (!word && !micro && TEXT.indexOf(c) < 0 && more.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /* "6m0s": too short for a date, an address or a key, so it need not be taken apart. */
    private static boolean isShortAndPlain(String value) {
        if (value.length() > MAX_PLAIN) {
            return false;
        }
        boolean dotted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!NumberParser.isDigit(c) && (c < 'a' || c > 'z')) { // nearly all are digits
                if (c != '.' || dotted) {
                    return false;
                }
                dotted = true;
            }
        }
        return true;
    }

    /*
     * Quotas may be large numbers ("10000000000" of Mistral has eleven digits), so the parts of a quota's value
     * that are numbers or dates are not checked for ids. What is between them is: an address or a key may be an
     * item of a list.
     */
    private static boolean mayIdentify(String value, boolean quota) {
        if (isShortAndPlain(value) || DateParser.isDate(value)) {
            return false;
        }
        if (LabelFilter.hasDigitsInPieces(value)) {
            return true;
        }
        int start = 0;
        for (int i = 0; i <= value.length(); i++) {
            char c = i < value.length() ? value.charAt(i) : ' ';
            if (c == ' ' || c == '\t' || c == ',' || c == ';' || c == '=' || c == '"' || c == '/') {
                String part = value.substring(start, i);
                boolean known = quota && isNumeric(part) || DateParser.isDate(part);
                if (!known && LabelFilter.mayIdentify(part)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    /*
     * Semicolons and commas inside a quoted string do not separate: cut there, the half of a partition key
     * would stay.
     */
    private static String withoutForeignParameters(String value) {
        StringBuilder kept = new StringBuilder(value.length());
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i <= value.length(); i++) {
            char c = i < value.length() ? value.charAt(i) : ',';
            quoted ^= c == '"';
            if (i == value.length() || !quoted && (c == ';' || c == ',')) {
                if (!isForeign(value, start, i)) {
                    kept.append(withoutRemark(value.substring(start, i)));
                }
                start = i;
            }
        }
        return kept.toString();
    }

    /* Salesforce appends whose use it is: "17/250(appName=sample)". */
    private static String withoutRemark(String part) {
        int remark = part.indexOf('(');
        return remark < 0 ? part : part.substring(0, remark);
    }

    private static boolean isForeign(String value, int from, int to) {
        int equals = value.indexOf('=', from);
        if (equals < 0 || equals >= to) {
            return false;
        }
        int start = from < to && (value.charAt(from) == ';' || value.charAt(from) == ',') ? from + 1 : from;
        String key = value.substring(start, equals).trim();
        String argument = withoutRemark(value.substring(equals + 1, to)).trim();
        // Envoy names policies after what they count, which may be "remote_address:192.0.2.1"; Upbit names the group
        // of its quotas.
        if (ValueKeyReader.isLabel(key)) {
            return !LabelFilter.isSafe(argument.replace("\"", ""));
        }
        // An unknown parameter with a number stays, since drafts and gateways add such ("burst=1000"); one
        // with text goes.
        return !ValueKeyReader.isQuota(key) && (ValueKeyReader.isIdentity(key) || !isNumeric(argument));
    }

    /*
     * Keys are shown as names of windows, so they must be as safe as values: an object keyed by user ids is
     * dropped.
     */
    private static boolean isSafeJson(String json) {
        List<FlatJsonParser.Member> members = FlatJsonParser.parse(json);
        if (members == null) {
            return false;
        }
        for (FlatJsonParser.Member member : members) {
            String value = member.value();
            if (!LabelFilter.isSafe(member.key()) || value != null
                    && !(member.isNumber() ? isSafeNumber(member.key(), value) : isSafeText(member.key(), value))) {
                return false;
            }
        }
        return true;
    }

    /* A long number under a key that promises none is an account's or a telephone's. */
    private static boolean isSafeNumber(String key, String value) {
        return !ValueKeyReader.isIdentity(key)
                && (ValueKeyReader.of(key).isQuantity() || !LabelFilter.mayIdentify(value));
    }

    /* Only a label is read as text. */
    private static boolean isSafeText(String key, String value) {
        boolean label = ValueKeyReader.of(key).role() == Role.LABEL && LabelFilter.isSafe(value);
        return !ValueKeyReader.isIdentity(key) && (label || PlainRemark.isSafe(value));
    }
}
