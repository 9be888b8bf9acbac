package app.quotawatch.headers;

/** What the value of a header, or of a key inside a value, stands for. Stage: names. */
enum Role {
    LIMIT,
    REMAINING,
    USED,
    RESET,
    WINDOW,
    /** What was configured, which is not always what is in force: {@code RateLimit-Policy}. */
    POLICY,
    /** The pause that the API asks for; independent of the reset of any window. */
    RETRY,
    /** A name for the window, in the value. */
    LABEL,
    /** Something else: the cost of this call, a flag, a reason. Kept for people, never read. */
    OTHER,
    /** The family and nothing else, {@code RateLimit}: a limit (Ticketmaster), or a structured field (IETF drafts). */
    BARE,
    /** The name does not state it; the keys in the value may ({@code Sforce-Limit-Info}). */
    UNSTATED
}
