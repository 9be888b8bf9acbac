package app.quotawatch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import app.quotawatch.privacy.CanonicalUrl;

/**
 * Where an API is reached: what the URLs of its calls begin with. Two base URLs are equal if they stand for the same set of URLs.
 * Immutable.
 */
public final class BaseUrl {

    private static final String ANY_SUBDOMAIN = "*.";
    static final String ALLOWED = "must be an absolute http or https URL without user, query and fragment, such as "
            + "https://api.example.com/v1, or https://*.example.com for any subdomain";

    private final Values values;

    private BaseUrl(Values values) {
        this.values = values;
    }

    /**
     * Parses a base URL.
     *
     * @param text an absolute http(s) URL; the host may start with {@code *.}
     * @throws IllegalArgumentException whose message specifies what is allowed, and repeats nothing of the text
     */
    public static BaseUrl parse(String text) {
        boolean any = text.contains("://" + ANY_SUBDOMAIN);
        URI uri;
        try {
            uri = new URI(any ? text.replaceFirst("://\\*\\.", "://") : text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(ALLOWED);
        }
        Origin origin = Origin.of(uri);
        if (origin == null || uri.getRawUserInfo() != null || uri.getRawAuthority().contains("@")
                || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(ALLOWED);
        }
        return new BaseUrl(new Values(origin.scheme(), origin.host(), any, origin.port(),
                withoutTrailingSlashes(CanonicalUrl.path(uri.getRawPath()))));
    }

    private static String withoutTrailingSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /** Returns {@code http} or {@code https}. */
    public String scheme() {
        return values.scheme;
    }

    /** Returns the host in lower case, in ASCII and without a trailing dot; for {@code *.host} the part behind {@code *.}. */
    public String host() {
        return values.host;
    }

    /** Returns whether any subdomain of the host is meant, and not the host itself. */
    public boolean anySubdomain() {
        return values.anySubdomain;
    }

    /** Returns the port; the scheme's default is filled in. */
    public int port() {
        return values.port;
    }

    /** Returns the path: empty, or starting with a slash and not ending with one. Calls match at a segment boundary. */
    public String path() {
        return values.path;
    }

    /** Returns whether what is sent there could be read on its way: plain http to another machine. */
    public boolean isExposed() {
        String host = values.host;
        return values.scheme.equals("http") && !host.equals("localhost") && !host.endsWith(".localhost")
                && !host.equals("[::1]") && !isLoopback(host);
    }

    /* 127.0.0.0/8, in its usual spelling. */
    private static boolean isLoopback(String host) {
        if (!host.startsWith("127.")) {
            return false;
        }
        int groups = 1;
        int digits = 0;
        for (int i = 4; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '.' && digits > 0) {
                groups++;
                digits = 0;
            } else if (c < '0' || c > '9' || ++digits > 3) {
                return false;
            }
        }
        return groups == 3 && digits > 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BaseUrl same && values.equals(same.values);
    }

    /* A record's own is linked when it is first used, which a fast-starting application would notice. */
    @Override
    public int hashCode() {
        return 31 * (31 * values.host.hashCode() + values.path.hashCode()) + values.port;
    }

    /** Returns the URL, the port left out where it is the scheme's default. */
    @Override
    public String toString() {
        return values.scheme + "://" + (values.anySubdomain ? ANY_SUBDOMAIN : "") + values.host
                + (values.port == Origin.defaultPort(values.scheme) ? "" : ":" + values.port) + values.path;
    }

    private record Values(String scheme, String host, boolean anySubdomain, int port, String path) {}

    private record Origin(String scheme, String host, int port) {

        static @Nullable Origin of(URI uri) {
            if (uri.getScheme() == null || uri.getRawAuthority() == null) {
                return null;
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            String host = uri.getHost();
            int port = uri.getPort();
            if (host == null) {
                // java.net.URI takes a host with an underscore for a registry name
                String authority = uri.getRawAuthority();
                int colon = authority.lastIndexOf(':');
                host = colon < 0 ? authority : authority.substring(0, colon);
                port = colon < 0 ? -1 : portOf(authority.substring(colon + 1));
            }
            boolean http = scheme.equals("http") || scheme.equals("https");
            if (!http || host.isEmpty() || host.contains("*") || port == 0 || port > 65535 || port < -1) {
                return null;
            }
            return new Origin(scheme, CanonicalUrl.host(host), port == -1 ? defaultPort(scheme) : port);
        }

        static int defaultPort(String scheme) {
            return scheme.equals("https") ? 443 : 80;
        }

        private static int portOf(String digits) {
            try {
                return Integer.parseInt(digits);
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }
}
