package app.quotawatch.fake;

import java.util.ArrayList;
import java.util.List;

/** Every provider that can be started. */
final class Dialects {

    private static final List<Dialect> ALL = List.of(new OpenAiDialect(), new AzureOpenAiDialect(),
            new AnthropicDialect(),
            new GitHubDialect(), new StripeDialect(), new ShopifyDialect(), new SlackDialect(), new DiscordDialect(),
            new DockerHubDialect(), new IetfDialect());

    private Dialects() {}

    static Dialect named(String name) {
        List<String> names = new ArrayList<>();
        for (Dialect dialect : ALL) {
            if (dialect.name().equals(name)) {
                return dialect;
            }
            names.add(dialect.name());
        }
        throw new IllegalArgumentException(
                "unknown provider \"" + name + "\"; known are " + String.join(", ", names));
    }
}
