package app.quotawatch.json;

import java.time.Instant;
import java.util.Arrays;

/**
 * JSON text in UTF-8, in a buffer that grows and is used again. Its user writes the structure, the buffer knows how values are
 * written. Not thread-safe.
 */
public final class JsonBytes {

    /*
     * A string is written as JSON-B's reference implementation writes it: quotes, backslashes and controls below U+0020 are
     * escaped, the latter with a letter where JSON has one, otherwise with lower-case digits; everything else is written as it
     * is. A surrogate without its partner cannot be written in UTF-8 and becomes a question mark.
     * Nearly all text is plain ASCII, so a string is first copied byte by byte, with one check of the buffer; the first character
     * that is not plain leads to a slower loop.
     */

    private static final int FIRST_CAPACITY = 8 * 1024;

    /* A full request of usual events needs 140 KB; one of unusual events must not be paid for until the application stops. */
    private static final int MOST_RETAINED = 256 * 1024;

    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_ESCAPE = 6;
    private static final String HEX = "0123456789abcdef";

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    /* The last one: the events of a batch lie within few seconds. */
    private final byte[] timestamp = new byte[Timestamp.LENGTH];
    private long timestampSecond = Long.MIN_VALUE;

    /** Creates an empty text. */
    public JsonBytes() {}

    /** Discards the text, and the buffer too if it has grown unusually large. */
    public void clear() {
        length = 0;
        if (bytes.length > MOST_RETAINED) {
            bytes = new byte[FIRST_CAPACITY];
        }
    }

    /** Returns how many bytes have been written. */
    public int length() {
        return length;
    }

    /** Discards everything behind the first bytes. */
    public void truncate(int newLength) {
        length = newLength;
    }

    /** Returns a copy of the text. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Writes a byte of the structure. */
    public JsonBytes raw(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** Writes text that is JSON already. */
    public JsonBytes raw(byte[] json) {
        ensure(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
        return this;
    }

    /** Writes a whole number. */
    public JsonBytes number(long number) {
        ensure(LONGEST_NUMBER);
        if (number == Long.MIN_VALUE) { // has no positive counterpart
            return raw('-').digits(922_337_203_685_477_580L).digits(8);
        }
        return number < 0 ? raw('-').digits(-number) : digits(number);
    }

    private JsonBytes digits(long number) {
        int count = 1;
        for (long tenth = number / 10; tenth != 0; tenth /= 10) {
            count++;
        }
        long remaining = number;
        for (int i = length + count - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + remaining % 10);
            remaining /= 10;
        }
        length += count;
        return this;
    }

    /**
     * Writes a timestamp in UTC with three decimals, as a string.
     *
     * @throws IllegalArgumentException if its year is outside 0001 to 9999
     */
    public JsonBytes timestamp(Instant instant) {
        if (instant.getEpochSecond() != timestampSecond) {
            Timestamp.write(instant, timestamp, 0);
            timestampSecond = instant.getEpochSecond();
        }
        ensure(Timestamp.LENGTH + 2);
        bytes[length] = '"';
        System.arraycopy(timestamp, 0, bytes, length + 1, Timestamp.LENGTH);
        Timestamp.writeMillis(instant, bytes, length + 1);
        bytes[length + Timestamp.LENGTH + 1] = '"';
        length += Timestamp.LENGTH + 2;
        return this;
    }

    /** Writes a string with its quotes. */
    public JsonBytes string(String text) {
        int chars = text.length();
        ensure(chars + 2);
        byte[] to = bytes;
        int at = length;
        to[at++] = '"';
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                length = at;
                anyCharacters(text, i);
                return raw('"');
            }
            to[at++] = (byte) c;
        }
        to[at++] = '"';
        length = at;
        return this;
    }

    private void anyCharacters(String text, int from) {
        int chars = text.length();
        for (int i = from; i < chars; i++) {
            ensure(LONGEST_ESCAPE);
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                escape(c);
            } else if (c < 0x80) {
                put(c);
            } else if (c < 0x800) {
                put(0xc0 | c >> 6);
                put(0x80 | c & 0x3f);
            } else if (!Character.isSurrogate(c)) {
                put(0xe0 | c >> 12);
                put(0x80 | c >> 6 & 0x3f);
                put(0x80 | c & 0x3f);
            } else if (i + 1 < chars && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                i++;
                astral(Character.toCodePoint(c, text.charAt(i)));
            } else {
                put('?');
            }
        }
    }

    private void astral(int codePoint) {
        put(0xf0 | codePoint >> 18);
        put(0x80 | codePoint >> 12 & 0x3f);
        put(0x80 | codePoint >> 6 & 0x3f);
        put(0x80 | codePoint & 0x3f);
    }

    private void escape(char c) {
        put('\\');
        switch (c) {
            case '"', '\\' -> put(c);
            case '\b' -> put('b');
            case '\f' -> put('f');
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            default -> {
                put('u');
                put('0');
                put('0');
                put(HEX.charAt(c >> 4));
                put(HEX.charAt(c & 0xf));
            }
        }
    }

    private void put(int octet) {
        bytes[length++] = (byte) octet;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes,
                    (int) Math.min(Integer.MAX_VALUE - 8, Math.max(2L * bytes.length, 0L + length + more)));
        }
    }
}
