package app.quotawatch.engine;

/** Makes sure that there is room on the stack before anything is changed that must not be left half done. */
final class StackRoom {

    /*
     * There is no way to ask. So as much is used as is needed, while there is nothing to lose. Eight values that are needed after the
     * call make each frame large, also where the compiler would shrink it.
     */
    private static final int FRAMES = 400;

    private StackRoom() {}

    /** @throws StackOverflowError if there is not enough room */
    static void require() {
        use(FRAMES, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    private static long use(int frames, long a, long b, long c, long d, long e, long f, long g, long h) {
        if (frames == 0) {
            return a;
        }
        long deeper = use(frames - 1, b, c, d, e, f, g, h, a + frames);
        return deeper ^ a + b * c ^ d + e * f ^ g + h;
    }
}
