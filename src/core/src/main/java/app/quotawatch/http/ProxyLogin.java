package app.quotawatch.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * The credentials for a proxy: those that the application's {@link Authenticator} returns. Only Basic is supported; as in the JDK,
 * two properties disable it, and the JDK's own configuration disables it for tunnels.
 */
final class ProxyLogin {

    private static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";
    private static final String PROXYING = "jdk.http.auth.proxying.disabledSchemes";

    private @Nullable InetSocketAddress proxy;
    private @Nullable String authorization;

    /** Returns what this proxy was sent last; null if it has not asked for credentials. */
    @Nullable
    String known(InetSocketAddress of) {
        return of.equals(proxy) ? authorization : null;
    }

    /**
     * Asks the application for credentials.
     *
     * @param challenges what the proxy accepts
     * @return the value of a {@code Proxy-Authorization} header
     * @throws IOException if there is none; its message specifies why
     */
    String ask(InetSocketAddress of, List<String> challenges, Endpoint endpoint) throws IOException {
        proxy = null;
        authorization = null;
        String basic = basic(challenges);
        if (basic == null) {
            throw new IOException("the proxy requires an authentication other than Basic");
        }
        String property = endpoint.isSecure() ? TUNNELING : PROXYING;
        if (isDisabled(property)) {
            throw new IOException("the proxy requires Basic authentication, which " + property + " disables");
        }
        PasswordAuthentication login = ask(of, "http", realm(basic), "basic", endpoint.uri().toURL());
        if (login == null) {
            throw new IOException("the proxy requires authentication, and no java.net.Authenticator provides it");
        }
        String credentials = login.getUserName() + ":" + new String(login.getPassword());
        String value = "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.ISO_8859_1));
        proxy = of;
        authorization = value;
        return value;
    }

    /** Returns what the application's authenticator knows about a proxy; null if that is nothing. */
    static @Nullable PasswordAuthentication ask(InetSocketAddress of, String protocol, String prompt,
            @Nullable String scheme, @Nullable URL url) throws IOException {
        try {
            return Authenticator.requestPasswordAuthentication(of.getHostString(), of.getAddress(), of.getPort(),
                    protocol, prompt, scheme, url, Authenticator.RequestorType.PROXY);
        } catch (RuntimeException e) {
            throw new IOException("the application's Authenticator failed", e);
        }
    }

    private static @Nullable String basic(List<String> challenges) {
        for (String challenge : challenges) {
            for (int start = 0; start >= 0; start = challenge.indexOf(',', start) + 1) {
                String scheme = challenge.substring(start).strip();
                if (scheme.regionMatches(true, 0, "Basic", 0, 5) && (scheme.length() == 5 || scheme.charAt(5) == ' ')) {
                    return scheme;
                }
                if (challenge.indexOf(',', start) < 0) {
                    break;
                }
            }
        }
        return null;
    }

    private static String realm(String challenge) {
        int start = challenge.indexOf("realm=\"") + 7;
        int end = challenge.indexOf('"', start);
        return start < 7 || end < 0 ? "" : challenge.substring(start, end);
    }

    private static boolean isDisabled(String property) {
        String schemes = System.getProperty(property);
        if (schemes == null) {
            schemes = configured(property);
        }
        for (String scheme : schemes.split(",")) {
            if (scheme.strip().equalsIgnoreCase("Basic")) {
                return true;
            }
        }
        return false;
    }

    /* The JDK reads its file in this way, and tells no one what is in it. */
    private static String configured(String property) {
        String usual = property.equals(TUNNELING) ? "Basic" : "";
        String home = System.getProperty("java.home");
        if (home == null) {
            return usual;
        }
        Properties net = new Properties();
        try (InputStream file = Files.newInputStream(Path.of(home, "conf", "net.properties"))) {
            net.load(file);
        } catch (IOException | RuntimeException unreadable) {
            return usual;
        }
        return net.getProperty(property, "");
    }
}
