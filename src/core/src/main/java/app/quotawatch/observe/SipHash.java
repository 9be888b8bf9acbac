package app.quotawatch.observe;

/**
 * The keyed hash SipHash-2-4 of a text, by its UTF-16 code units: without the key, a hash reveals nothing of its text.
 * Immutable.
 *
 * @see <a href="https://cr.yp.to/siphash/siphash-20120918.pdf">SipHash: a fast short-input PRF</a>
 */
public final class SipHash {

    /*
     * Not HMAC from javax.crypto: it would need an array of the text's bytes, and objects that are not thread-safe, for each call.
     * Nothing of a text outlives the computation here.
     */

    private static final int UNITS_PER_WORD = 4;

    private final long key0;
    private final long key1;

    /** Creates a hash with this key. */
    public SipHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /**
     * Returns a hash whose key depends on a text: the same for everybody who has the text.
     *
     * @param text as long and as unlikely to be guessed as the hashes should be hard to invert
     */
    public static SipHash keyedBy(String text) {
        return new SipHash(new SipHash(0, 0).of(text, 0, text.length()), new SipHash(1, 1).of(text, 0, text.length()));
    }

    /** Returns the hash of the characters from the first position, included, to the last one, excluded. */
    long of(CharSequence text, int from, int to) {
        State state = new State(key0, key1);
        int at = from;
        for (; to - at >= UNITS_PER_WORD; at += UNITS_PER_WORD) {
            state.add(word(text, at, at + UNITS_PER_WORD));
        }
        // the number of bytes distinguishes texts that differ in zeros at their end
        state.add((long) (2 * (to - from)) << 56 | word(text, at, to));
        return state.end();
    }

    private static long word(CharSequence text, int from, int to) {
        long word = 0;
        for (int i = from; i < to; i++) {
            word |= (long) text.charAt(i) << 16 * (i - from);
        }
        return word;
    }

    private static final class State {

        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long key0, long key1) {
            v0 = key0 ^ 0x736f6d6570736575L;
            v1 = key1 ^ 0x646f72616e646f6dL;
            v2 = key0 ^ 0x6c7967656e657261L;
            v3 = key1 ^ 0x7465646279746573L;
        }

        void add(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long end() {
            v2 ^= 0xff;
            round();
            round();
            round();
            round();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
