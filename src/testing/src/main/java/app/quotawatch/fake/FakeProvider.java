package app.quotawatch.fake;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts a provider for a test, on a parameter or a field of type {@link FakeApi}:
 *
 * <pre>{@code
 * @Test
 * void summaries_useTheSmallModelAtTheLimit(
 *         @FakeProvider(value = "openai", limits = "gpt-4o: requests 2/min") FakeApi openai) {
 *     Summaries summaries = new Summaries(openai.uri());
 *     List.of("one", "two", "three").forEach(summaries::of);
 *     assertEquals(1, openai.requests("gpt-4o-mini"));
 * }
 * }</pre>
 *
 * A parameter of a test method and an instance field get a new provider for each test, a static field and a parameter of a
 * constructor or of a {@code @BeforeAll} method one for the class. Each is stopped when its test or class has ended.
 */
@Documented
@ExtendWith(FakeProviderExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface FakeProvider {

    /**
     * The provider, one of:
     * <ul>
     * <li>{@code openai}: <a href="https://platform.openai.com/docs/guides/rate-limits">limits</a> per model and key</li>
     * <li>{@code azure-openai}: <a href="https://learn.microsoft.com/azure/ai-services/openai/how-to/quota">limits</a> per
     * deployment and key</li>
     * <li>{@code anthropic}: <a href="https://docs.claude.com/en/api/rate-limits">limits</a> per model and key, of requests, input
     * tokens and output tokens</li>
     * <li>{@code github}:
     * <a href="https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api">limits</a> per resource and
     * token, and the secondary limit of points</li>
     * <li>{@code stripe}: <a href="https://docs.stripe.com/rate-limits">limits</a> per key, {@code live} and {@code test}</li>
     * <li>{@code shopify}: <a href="https://shopify.dev/docs/api/usage/limits">a leaky bucket</a> per access token</li>
     * <li>{@code slack}: <a href="https://docs.slack.dev/apis/web-api/rate-limits">limits</a> per method and token</li>
     * <li>{@code discord}: <a href="https://docs.discord.com/developers/topics/rate-limits">limits</a> per route and bot, and
     * {@code global}</li>
     * <li>{@code docker-hub}: <a href="https://docs.docker.com/docker-hub/usage/pulls/">limits</a> of pulls,
     * {@code anonymous} and {@code authenticated}</li>
     * <li>{@code ietf}:
     * <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit header fields</a>, draft 11, with
     * any number of policies</li>
     * </ul>
     */
    String value();

    /** The limits, as {@link FakeApiBuilder#limits} reads them; without them, those that a new customer of the provider has. */
    String limits() default "";
}
