package app.quotawatch.json;

import java.util.HashMap;
import java.util.Map;

/** Reads the members of a JSON object that are strings, from text that may be anything: it never throws and never loops. */
public final class JsonMembers {

    /*
     * Not the parser of the headers room: that one rejects escapes and nested values, since what it reads may become the name of
     * a quota; an ingest's error may contain both.
     * Values that are not strings are skipped without recursion, by counting brackets: nothing in them is reported, so it does
     * not matter whether they are well-formed, only where they end. Everything else must be, and the object must be all of the
     * text: half an error could report the opposite of what was meant.
     */

    private static final int MAX_CHARS = 64 * 1024;
    private static final char NONE = 0;

    private final String text;
    private final Map<String, String> members = new HashMap<>();
    private int at;

    private JsonMembers(String text) {
        this.text = text;
    }

    /** Returns the members that are strings, by name, of several the last one; empty if the text is not an object. */
    public static Map<String, String> strings(String text) {
        if (text.length() > MAX_CHARS) {
            return Map.of();
        }
        JsonMembers json = new JsonMembers(text);
        return json.object() ? json.members : Map.of();
    }

    private boolean object() {
        if (!accept('{')) {
            return false;
        }
        if (!accept('}')) {
            do {
                if (!member()) {
                    return false;
                }
            } while (accept(','));
            if (!accept('}')) {
                return false;
            }
        }
        return next() == NONE && at == text.length();
    }

    private boolean member() {
        StringBuilder name = new StringBuilder();
        if (!string(name) || !accept(':')) {
            return false;
        }
        if (next() == '"') {
            StringBuilder value = new StringBuilder();
            boolean complete = string(value);
            members.put(name.toString(), value.toString());
            return complete;
        }
        members.remove(name.toString());
        return next() == '{' || next() == '[' ? skipNested() : skipLiteral();
    }

    private boolean string(StringBuilder into) {
        if (!accept('"')) {
            return false;
        }
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c < ' ' || c == '\\' && !escape(into)) {
                return false;
            }
            if (c != '\\') {
                into.append(c);
            }
        }
        return false;
    }

    private boolean escape(StringBuilder into) {
        char c = at < text.length() ? text.charAt(at++) : NONE;
        if (c == 'u') {
            int code = hex();
            into.append((char) code);
            return code >= 0;
        }
        int which = "\"\\/bfnrt".indexOf(c);
        if (which >= 0) {
            into.append("\"\\/\b\f\n\r\t".charAt(which));
        }
        return which >= 0;
    }

    private int hex() {
        if (text.length() - at < 4) {
            return -1;
        }
        int code = 0;
        for (int end = at + 4; at < end; at++) {
            char c = text.charAt(at);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }

    private boolean skipNested() {
        int depth = 0;
        do {
            char c = next();
            if (c == '"') {
                if (!string(new StringBuilder())) {
                    return false;
                }
                continue;
            }
            if (c == NONE) {
                return false;
            }
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            at++;
        } while (depth > 0);
        return true;
    }

    private boolean skipLiteral() {
        int start = at;
        while (at < text.length() && isLiteral(text.charAt(at))) {
            at++;
        }
        return at > start;
    }

    private static boolean isLiteral(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == 'E' || c == '.' || c == '-' || c == '+';
    }

    private boolean accept(char c) {
        boolean found = next() == c;
        at += found ? 1 : 0;
        return found;
    }

    /* Returns the next character behind white space, which is not consumed; NONE at the end. */
    private char next() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : NONE;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
