package app.quotawatch.spi.fleet;

/** So many requests and tokens, each 0 or more. */
public record Amounts(long requests, long tokens) {

    /** Neither requests nor tokens. */
    public static final Amounts NONE = new Amounts(0, 0);
}
