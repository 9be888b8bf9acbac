package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The names of all headers of an earlier response, in their order, and which of them are kept. Holds no value.
 * Immutable. Stage: keeping.
 */
final class ResponseNames {

    /*
     * A response with the same names in the same order needs no look-up: comparing each name with the one at its
     * position decides about all of them. Only names are compared with equals; that a name is too short for a
     * rate-limit header is known without knowing it. What differs in anything goes the long way of RateLimitHeaders,
     * which is also the definition of what this has to find.
     *
     * What the long way decides by more than names is not learned: a header that is there twice in different case is
     * one value, and of more than 32 the first count that have a value. So is what would cost much memory, as names
     * come from outside.
     */

    /* More than honest APIs send (20 to 30 behind a proxy), few enough to hold. */
    private static final int MAX_HEADERS = 64;
    /* Of all names together; thirty headers have about 500. */
    private static final int MAX_CHARACTERS = 1024;

    private static final HeaderName[] NOTHING = {};
    private static final @Nullable String[] NO_VALUES = {};
    private static final long[] NO_NUMBERS = {};

    private static final byte OTHER = 0;
    private static final byte SHORT = 1;
    private static final byte DATE = 2;
    private static final byte KEPT = 3;

    private final @Nullable String[] names;
    private final byte[] kinds;
    private final @Nullable ResponseLayout layout;
    /* The date stands under a name that not every map finds, or under several. */
    private final boolean oddDate;

    private ResponseNames(@Nullable String[] names, byte[] kinds, @Nullable ResponseLayout layout, boolean oddDate) {
        this.names = names;
        this.kinds = kinds;
        this.layout = layout;
        this.oddDate = oddDate;
    }

    /**
     * Returns the names of this response, or null if they are not to be learned.
     *
     * @param reader knows the layouts of kept headers
     */
    static @Nullable ResponseNames of(Map<String, ? extends @Nullable Object> headers, RateLimitReader reader) {
        int size = headers.size();
        if (size == 0 || size > MAX_HEADERS) {
            return null;
        }
        @Nullable
        String[] names = new String[size];
        byte[] kinds = new byte[size];
        List<HeaderName> kept = new ArrayList<>(KeptHeaders.MAX);
        int characters = 0;
        int dates = 0;
        boolean usualDate = false;
        int at = 0;
        for (Map.Entry<String, ? extends @Nullable Object> header : headers.entrySet()) {
            String name = header.getKey();
            characters += name == null ? 0 : name.length();
            if (at == size || characters > MAX_CHARACTERS) {
                return null;
            }
            kinds[at] = kind(name);
            if (name != null && kinds[at] != SHORT) {
                names[at] = HeaderNameCache.shared(name);
                if (kinds[at] == KEPT && !add(HeaderNameCache.of(name), kept)) {
                    return null;
                }
                dates += kinds[at] == DATE ? 1 : 0;
                usualDate |= kinds[at] == DATE && DateHeader.isUsual(name);
            }
            at++;
        }
        if (at != size) {
            return null;
        }
        ResponseLayout layout = kept.isEmpty() ? null : reader.layout(kept.toArray(new HeaderName[0]));
        return new ResponseNames(names, kinds, layout, dates > 1 || dates == 1 && !usualDate);
    }

    private static byte kind(@Nullable String name) {
        if (name == null || isShort(name)) {
            return SHORT;
        }
        return DateHeader.isNamed(name) ? DATE : HeaderNameCache.of(name) == HeaderName.NONE ? OTHER : KEPT;
    }

    /* HttpURLConnection has the status line under null. Four characters may be a Date. */
    private static boolean isShort(@Nullable String name) {
        return name == null || name.length() < HeaderNameCache.MIN_LENGTH && name.length() != 4;
    }

    private static boolean add(HeaderName name, List<HeaderName> kept) {
        for (HeaderName other : kept) {
            if (other.text().equals(name.text())) {
                return false;
            }
        }
        kept.add(name);
        return kept.size() <= KeptHeaders.MAX;
    }

    int size() {
        return names.length;
    }

    /** Returns what is kept of a response with these names, or null if its names are others. */
    @Nullable
    KeptHeaders pick(Map<String, ? extends @Nullable Object> headers) {
        HeaderName[] all = layout == null ? NOTHING : layout.headers();
        @Nullable
        String[] values = all.length == 0 ? NO_VALUES : new String[all.length];
        long[] numbers = all.length == 0 ? NO_NUMBERS : new long[all.length];
        Object date = null;
        int kept = 0;
        int safe = 0;
        int at = 0;
        for (Map.Entry<String, ? extends @Nullable Object> header : headers.entrySet()) {
            if (at == names.length) {
                return null;
            }
            String name = header.getKey();
            byte kind = kinds[at];
            if (kind == SHORT ? !isShort(name) : !isSame(names[at], name)) {
                return null;
            }
            if (kind == KEPT) {
                String value = HeaderValue.joined(header.getValue());
                long number = value == null || !all[kept].isQuantity()
                        ? NumberParser.NOT_DIGITS
                        : NumberParser.digits(value);
                numbers[kept] = number;
                if (number == NumberParser.NOT_DIGITS) { // digits alone are always kept, see KeptValueFilter
                    value = RateLimitHeaders.kept(all[kept], value);
                }
                values[kept++] = value;
                safe += value == null ? 0 : 1;
            } else if (kind == DATE) {
                date = header.getValue();
            }
            at++;
        }
        if (at != names.length) {
            return null;
        }
        if (safe == 0) {
            return KeptHeaders.NONE;
        }
        String text = oddDate || date == null && hasDate() ? DateHeader.in(headers) : HeaderValue.first(date);
        return safe == all.length
                ? new KeptHeaders(all, values, numbers, layout, text)
                : without(values, all, safe, text);
    }

    private static boolean isSame(@Nullable String known, @Nullable String name) {
        return known != null && known.equals(name);
    }

    private boolean hasDate() {
        for (byte kind : kinds) {
            if (kind == DATE) {
                return true;
            }
        }
        return false;
    }

    /* The layout is another one, which the reader finds when it needs it. */
    private static KeptHeaders without(@Nullable String[] values, HeaderName[] all, int count, @Nullable String date) {
        HeaderName[] names = new HeaderName[count];
        @Nullable
        String[] kept = new String[count];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                names[next] = all[i];
                kept[next++] = values[i];
            }
        }
        return new KeptHeaders(names, Arrays.copyOf(kept, count), null, null, date);
    }
}
