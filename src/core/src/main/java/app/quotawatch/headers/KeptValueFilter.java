package app.quotawatch.headers;

import java.util.List;

/*
 * Numbers, dates and durations say nothing about anybody and are kept as they are. Text is kept where it names a quota. Of
 * parameters only those are kept that a quota is made of: an IETF policy's partition key (pk) is a user's or an address, and
 * whatever a provider may add tomorrow is nobody's business either.
 */
/** Decides what of a header's value is kept. */
final class KeptValueFilter {

    private static final int MAX_PLAIN = 7;
    private static final String TEXT = " \t.,:;/+-=%\"()_*?!'";

    private KeptValueFilter() {}

    /** Returns the value as it may be kept, or null if the header must be left out. */
    static String keep(HeaderName name, String value) {
        boolean number = isNumeric(value);
        if (number ? name.isQuantity() : name.role() != Role.LABEL && !isOfSomebody(name) && isShortAndPlain(value)) {
            return value; // nearly always, and it spares the rest
        }
        String trimmed = value.trim();
        if (FlatJsonParser.looksLike(trimmed)) {
            return isText(trimmed, "{}") && isSafeJson(trimmed) ? value : null;
        }
        String kept = value.indexOf(';') < 0 && value.indexOf('=') < 0 && value.indexOf('(') < 0
                ? value
                : withoutForeignParameters(value);
        if (!number && (isOfSomebody(name) || !isText(kept, ""))) {
            return null;
        }
        return switch (name.role()) {
            case LABEL -> LabelFilter.isSafe(trimmed) ? kept : null;
            case UNSTATED, OTHER -> !mayIdentify(kept, false) ? kept : null;
            default -> !mayIdentify(kept, true) ? kept : null;
        };
    }

    private static boolean isOfSomebody(HeaderName name) {
        return name.personal() && name.isMeter();
    }

    private static boolean isNumeric(String value) {
        int dots = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            dots = c == '.' ? dots + 1 : c == ',' ? 0 : dots;
            if (!NumberParser.isDigit(c) && c != '.' && c != ',' && c != ' ' && c != '-' && c != '/' && c != ':'
                    || dots > 1) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(String value, String more) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean word = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || NumberParser.isDigit(c);
            boolean micro = c == '\u00b5' || c == '\u03bc' || c == '\u00c2';
            if (!word && !micro && TEXT.indexOf(c) < 0 && more.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /* "6m0s": too short for a date, an address or a key, so nothing needs to be taken apart. */
    private static boolean isShortAndPlain(String value) {
        if (value.length() > MAX_PLAIN) {
            return false;
        }
        int dots = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            dots += c == '.' ? 1 : 0;
            boolean plain = NumberParser.isDigit(c) || c >= 'a' && c <= 'z' || c == '.' && dots == 1;
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    /* Quota numbers may be long; what is between them must not look like somebody. */
    private static boolean mayIdentify(String value, boolean quota) {
        if (isShortAndPlain(value) || DateParser.parse(value) != null) {
            return false;
        }
        int start = 0;
        for (int i = 0; i <= value.length(); i++) {
            char c = i < value.length() ? value.charAt(i) : ' ';
            if (c == ' ' || c == '\t' || c == ',' || c == ';' || c == '=' || c == '"' || c == '/') {
                String part = value.substring(start, i);
                boolean known = quota && isNumeric(part) || DateParser.parse(part) != null;
                if (!known && LabelFilter.mayIdentify(part)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

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

    /* "17/250(appName=sample)" */
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
        if (key.equals("name")) {
            return !LabelFilter.isSafe(argument.replace("\"", ""));
        }
        return !ValueKeyReader.isQuota(key) && (ValueKeyReader.isIdentity(key) || !isNumeric(argument));
    }

    private static boolean isSafeJson(String json) {
        List<FlatJsonParser.Member> members = FlatJsonParser.parse(json);
        if (members == null) {
            return false;
        }
        for (FlatJsonParser.Member member : members) {
            boolean text = member.value() != null && !member.isNumber();
            if (!LabelFilter.isSafe(member.key())
                    || text && (ValueKeyReader.isIdentity(member.key()) || !LabelFilter.isSafe(member.value())
                            && DateParser.parse(member.value()) == null)) {
                return false;
            }
        }
        return true;
    }
}
