package app.quotawatch.tck.sdks;

/** The SDKs, as the documentation lists them. */
enum Sdk {

    OPENAI("openai-java", "openai", "OkHttp", "`.okHttpClient(QuotaWatchInterceptor.addTo(builder).build())`"),

    ANTHROPIC("anthropic-java", "anthropic", "OkHttp, closed", "`.addInterceptor(…)`, see below"),

    LANGCHAIN4J_OPENAI("langchain4j-open-ai", "langchain4j", "java.net.http", Sdk.LANGCHAIN4J_LINE),

    LANGCHAIN4J_ANTHROPIC("langchain4j-anthropic", "langchain4j", "java.net.http", Sdk.LANGCHAIN4J_LINE),

    /* On Quarkus only: the tests of the extension have an application with it. */
    QUARKUS_LANGCHAIN4J("quarkus-langchain4j-openai", "quarkus-langchain4j", "Quarkus REST client", "nothing"),

    GITHUB("github-api (hub4j)", "github-api", "java.net.http or OkHttp",
            "`.withConnector(new OkHttpGitHubConnector(client))` or `new HttpClientGitHubConnector(client)`"),

    SLACK("slack-api-client", "slack", "OkHttp", "`Slack.getInstance(config, new SlackHttpClient(client))`"),

    STRIPE("stripe-java", "stripe", "HttpURLConnection, closed", "`.setHttpClient(…)`, see below"),

    TWILIO("twilio", "twilio", "Apache HttpClient 5",
            "`.httpClient(new NetworkHttpClient(QuotaWatchExec.addTo(builder)))`"),

    AWS("AWS SDK for Java 2 (S3)", "aws", "Apache HttpClient 5, Netty", "nothing"),

    GITLAB("gitlab4j-api", "gitlab4j", "Jersey", "nothing: `quotawatch` observes Jakarta REST");

    private static final String LANGCHAIN4J_LINE = "`.httpClientBuilder(new JdkHttpClientBuilder()"
            + ".httpClientBuilder(QuotaWatchHttpClient.observe(builder)))`";

    private final String label;
    private final String version;
    private final String transport;
    private final String line;

    Sdk(String label, String version, String transport, String line) {
        this.label = label;
        this.version = version;
        this.transport = transport;
        this.line = line;
    }

    String label() {
        return label;
    }

    /** Returns the row of the table, with what was seen. */
    String row(String seen) {
        return "| " + label + " | " + System.getProperty("version." + version) + " | " + transport + " | " + line
                + " | " + seen + " |";
    }
}
