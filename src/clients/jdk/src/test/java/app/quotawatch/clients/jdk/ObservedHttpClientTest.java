package app.quotawatch.clients.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.Authenticator;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;

import org.junit.jupiter.api.Test;

import app.quotawatch.testing.Logged;

/** An observed client is its delegate in everything that can be asked of it. */
class ObservedHttpClientTest {

    @Test
    void observedClient_isReturnedAsItIs_andNullToo() {
        HttpClient observed = QuotaWatchHttpClient.observe(HttpClient.newHttpClient());

        assertThat(QuotaWatchHttpClient.observe(observed)).isSameAs(observed);
        assertThat(QuotaWatchHttpClient.observe((HttpClient) null)).isNull();
    }

    @Test
    void whatIsNotObservedAgain_isALineAtFine() {
        HttpClient observed = QuotaWatchHttpClient.observe(HttpClient.newHttpClient());
        HttpClient.Builder builder = QuotaWatchHttpClient.observe(HttpClient.newBuilder());

        try (Logged logged = Logged.start()) {
            QuotaWatchHttpClient.observe(observed);
            QuotaWatchHttpClient.observe((HttpClient) null);
            QuotaWatchHttpClient.observe(builder);
            QuotaWatchHttpClient.observe((HttpClient.Builder) null);

            assertThat(logged.at(Level.FINE)).hasSize(4).allMatch(line -> line.startsWith("not observed again"));
            assertThat(logged.from(Level.CONFIG)).isEmpty();
        }
    }

    @Test
    void observedBuilder_buildsObservedClients_withItsSettings() {
        HttpClient.Builder observed = QuotaWatchHttpClient.observe(HttpClient.newBuilder());

        HttpClient client = observed.connectTimeout(Duration.ofSeconds(3)).version(HttpClient.Version.HTTP_1_1)
                .priority(2).build();

        assertThat(client).isInstanceOf(ObservedHttpClient.class);
        assertThat(client.connectTimeout()).hasValue(Duration.ofSeconds(3));
        assertThat(client.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(QuotaWatchHttpClient.observe(observed)).isSameAs(observed);
        assertThat(QuotaWatchHttpClient.observe((HttpClient.Builder) null)).isNull();
    }

    @Test
    void observedClient_overridesEveryMethodThatTheJdkHas() {
        List<String> inherited = Arrays.stream(ObservedHttpClient.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getDeclaringClass() != ObservedHttpClient.class)
                .filter(method -> method.getDeclaringClass() != Object.class)
                .map(Method::toString)
                .toList();

        assertThat(inherited).isEmpty();
    }

    @Test
    void observedBuilder_overridesEveryMethodThatTheJdkHas() {
        List<String> inherited = Arrays.stream(ObservedBuilder.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getDeclaringClass() != ObservedBuilder.class)
                .filter(method -> method.getDeclaringClass() != Object.class)
                .map(Method::toString)
                .toList();

        assertThat(inherited).isEmpty();
    }

    @Test
    void settings_areThoseOfTheDelegate() {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        Authenticator authenticator = new Authenticator() {
        };
        HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).executor(executor)
                .authenticator(authenticator).followRedirects(HttpClient.Redirect.ALWAYS)
                .version(HttpClient.Version.HTTP_1_1).build();
        HttpClient observed = QuotaWatchHttpClient.observe(client);

        assertThat(observed.connectTimeout()).isEqualTo(client.connectTimeout());
        assertThat(observed.executor()).hasValue(executor);
        assertThat(observed.authenticator()).hasValue(authenticator);
        assertThat(observed.followRedirects()).isEqualTo(HttpClient.Redirect.ALWAYS);
        assertThat(observed.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(observed.cookieHandler()).isEmpty();
        assertThat(observed.proxy()).isEmpty();
        assertThat(observed.sslContext()).isSameAs(client.sslContext());
        assertThat(observed.newWebSocketBuilder()).isNotNull();
        executor.shutdown();
    }
}
