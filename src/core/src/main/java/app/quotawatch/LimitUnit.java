package app.quotawatch;

/** What a limit counts. More units may be added: a {@code switch} over them needs a {@code default}. */
public enum LimitUnit {

    /** Calls. */
    REQUESTS("requests"),

    /** Tokens: those that {@link ApiCall#tokens()} specifies, and those that the provider's headers show to be used. */
    TOKENS("tokens");

    private final String unitName;

    LimitUnit(String unitName) {
        this.unitName = unitName;
    }

    /** Returns the name in keys, such as {@code requests}; also the {@code unit()} of its windows. */
    public String unitName() {
        return unitName;
    }
}
