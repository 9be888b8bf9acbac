package app.quotawatch.headers;

/** What a header, or a key inside a header's value, tells of a window. */
enum Role {
    LIMIT,
    REMAINING,
    USED,
    RESET,
    WINDOW,
    POLICY,
    RETRY,
    LABEL,
    /** Says something else: the cost of this call, a flag, a reason. */
    OTHER,
    /** The set's name and nothing else, {@code RateLimit}: a limit, or a structured value. */
    BARE,
    /** The name does not say it; the value may. */
    UNSTATED
}
