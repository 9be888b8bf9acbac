package app.quotawatch.fake;

/** How many tokens a request counts for. */
final class Tokens {

    private static final int CHARACTERS_PER_TOKEN = 4;

    private Tokens() {}

    /** Returns the tokens of a request's body, at least one. */
    static long ofBody(FakeRequest request) {
        return Math.max(1, (request.body().length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN);
    }

    /**
     * Returns what OpenAI's limits count: "the maximum of max_tokens and the estimated number of tokens based on the character
     * count of your request".
     */
    static long estimated(FakeRequest request) {
        long most = Math.max(Json.number(request.body(), "max_tokens"), Math.max(
                Json.number(request.body(), "max_completion_tokens"),
                Json.number(request.body(), "max_output_tokens")));
        return Math.max(most, ofBody(request));
    }
}
