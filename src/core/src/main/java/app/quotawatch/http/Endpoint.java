package app.quotawatch.http;

import java.net.URI;

/** The URL that requests go to, in the forms that connections and requests need. Immutable. */
final class Endpoint {

    private final URI uri;
    private final boolean secure;
    private final String host;
    private final int port;
    private final String bracketed;

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if it is not an http or https URL with a host
     */
    Endpoint(URI uri) {
        String scheme = uri.getScheme();
        String named = uri.getHost();
        secure = "https".equalsIgnoreCase(scheme);
        if (named == null || !secure && !"http".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException("not an http or https URL with a host");
        }
        this.uri = URI.create(uri.toASCIIString());
        boolean brackets = named.startsWith("[");
        host = brackets ? named.substring(1, named.length() - 1) : named;
        // which interface leads to an address is the business of this machine alone
        int zone = named.indexOf('%');
        bracketed = brackets && zone > 0 ? named.substring(0, zone) + "]" : named;
        port = uri.getPort() > 0 ? uri.getPort() : defaultPort();
    }

    private int defaultPort() {
        return secure ? 443 : 80;
    }

    URI uri() {
        return uri;
    }

    boolean isSecure() {
        return secure;
    }

    /** Returns the host; an IPv6 address without brackets. */
    String host() {
        return host;
    }

    /** Returns the host's name as certificates have it: without the dot that ends an absolute name. */
    String tlsHost() {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    int port() {
        return port;
    }

    /** Returns the value of a {@code Host} header. */
    String hostHeader() {
        return port == defaultPort() ? bracketed : hostAndPort();
    }

    String hostAndPort() {
        return bracketed + ":" + port;
    }

    /** Returns the target of a request to the server itself. */
    String originForm() {
        String path = uri.getRawPath();
        return path.isEmpty() ? "/" : path;
    }

    /** Returns the target of a request to a proxy. */
    String absoluteForm() {
        return (secure ? "https://" : "http://") + hostHeader() + originForm();
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
