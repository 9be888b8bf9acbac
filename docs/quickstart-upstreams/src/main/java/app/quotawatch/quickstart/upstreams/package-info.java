/**
 * Stand-ins for OpenAI and GitHub on this machine, from {@code quotawatch-testing}, with the content that the quickstarts ask for,
 * limits small enough to be reached within half a minute, and an occasional failed request.
 *
 * <p>
 * {@link app.quotawatch.quickstart.upstreams.Upstreams} starts both. In a Quarkus application, {@code UpstreamsBean} starts
 * them, and this module's {@code META-INF/microprofile-config.properties} points {@code openai.url} and {@code github.url} at
 * them, so that no application code depends on them.
 */
package app.quotawatch.quickstart.upstreams;
