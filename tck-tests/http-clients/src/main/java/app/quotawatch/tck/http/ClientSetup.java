package app.quotawatch.tck.http;

import java.time.Duration;
import java.util.Optional;

import app.quotawatch.testing.Certificate;

/**
 * How a client is built for a test.
 *
 * @param hooks how often QuotaWatch is hooked into it: not at all, once, or twice by mistake
 * @param redirects whether it follows redirects
 * @param retries whether it makes as many retries as it does by default, otherwise none
 * @param caches whether it caches responses, where {@link Ability#CACHE} is given
 * @param http2 whether it speaks HTTP/2 without negotiation, or upgrades to it
 * @param trusted the only certificate that it trusts; without one, those that the platform trusts
 * @param connectTimeout how long it waits for a connection
 * @param timeout how long it waits for a response
 */
public record ClientSetup(int hooks, boolean redirects, boolean retries, boolean caches, boolean http2,
        Optional<Certificate> trusted, Duration connectTimeout, Duration timeout) {

    public static ClientSetup observed() {
        return new ClientSetup(1, false, false, false, false, Optional.empty(), Duration.ofSeconds(10),
                Duration.ofSeconds(30));
    }

    public ClientSetup times(int number) {
        return new ClientSetup(number, redirects, retries, caches, http2, trusted, connectTimeout, timeout);
    }

    public ClientSetup followingRedirects() {
        return new ClientSetup(hooks, true, retries, caches, http2, trusted, connectTimeout, timeout);
    }

    public ClientSetup retrying() {
        return new ClientSetup(hooks, redirects, true, caches, http2, trusted, connectTimeout, timeout);
    }

    public ClientSetup caching() {
        return new ClientSetup(hooks, redirects, retries, true, http2, trusted, connectTimeout, timeout);
    }

    public ClientSetup overHttp2() {
        return new ClientSetup(hooks, redirects, retries, caches, true, trusted, connectTimeout, timeout);
    }

    public ClientSetup waiting(Duration longest) {
        return new ClientSetup(hooks, redirects, retries, caches, http2, trusted, connectTimeout, longest);
    }

    public ClientSetup connectingWithin(Duration longest) {
        return new ClientSetup(hooks, redirects, retries, caches, http2, trusted, longest, timeout);
    }

    public ClientSetup trusting(Certificate certificate) {
        return new ClientSetup(hooks, redirects, retries, caches, http2, Optional.of(certificate), connectTimeout,
                timeout);
    }
}
