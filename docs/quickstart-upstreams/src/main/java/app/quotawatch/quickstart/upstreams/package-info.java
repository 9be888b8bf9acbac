/**
 * Stand-ins for OpenAI and GitHub on this machine: the paths that the quickstarts call, the rate-limit headers as the real
 * APIs send them, limits small enough to be hit while one watches, and a failed request now and then.
 *
 * <p>
 * {@link app.quotawatch.quickstart.upstreams.Upstreams} starts both. In a Quarkus application {@code UpstreamsBean} does, and
 * this module's {@code META-INF/microprofile-config.properties} points {@code openai.url} and {@code github.url} at them, so
 * that nothing of the application knows them.
 */
package app.quotawatch.quickstart.upstreams;
