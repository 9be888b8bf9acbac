package app.quotawatch.server.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import app.quotawatch.server.config.ServerConfig;

/**
 * Where messages go. A name can lead to another address at each look-up, so an address is looked up once for each attempt, checked, and
 * the connection goes to exactly that address.
 *
 * @param path with its query
 */
record Target(boolean encrypted, String host, int port, String path) {

    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_PORT = 65_535;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    /* 2130706433, 0x7f.1 and 0177.0.0.1 are spellings of an address that programs read in different ways. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");
    private static final String OCTET = "(0|[1-9][0-9]{0,2})";
    private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);

    /** Returns where a URL leads. */
    static Target of(String url, boolean allowPrivate) throws BadTargetException {
        URI uri = parse(url);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(allowPrivate && scheme.equals("http"))) {
            throw new BadTargetException(
                    allowPrivate ? "must begin with https:// or http://" : "must begin with https://");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null
                || uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw new BadTargetException("must have a host, and neither a user nor a fragment");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (ENDS_IN_NUMBER.matcher(host).matches() && !IPV4.matcher(host).matches() || host.indexOf('%') >= 0) {
            throw new BadTargetException("must name its host, or contain a usual IP address");
        }
        boolean encrypted = scheme.equals("https");
        int port = uri.getPort() > 0 ? uri.getPort() : encrypted ? HTTPS_PORT : HTTP_PORT;
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Target(encrypted, withoutBrackets(host), port,
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    private static URI parse(String url) throws BadTargetException {
        if (url.length() > MAX_LENGTH) {
            throw new BadTargetException("must have at most " + MAX_LENGTH + " characters");
        }
        try {
            return new URI(new URI(url).toASCIIString());
        } catch (URISyntaxException malformed) {
            throw new BadTargetException("must be a URL");
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Returns the value of the header {@code Host}. */
    String authority() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == (encrypted ? HTTPS_PORT : HTTP_PORT) ? name : name + ":" + port;
    }

    /**
     * Looks the host up and returns its addresses.
     *
     * @throws UnknownHostException if it has none
     * @throws BadTargetException if one of them may not be reached
     */
    List<InetAddress> addresses(Resolver resolver, boolean allowPrivate)
            throws UnknownHostException, BadTargetException {
        List<InetAddress> addresses = resolver.resolve(host);
        for (InetAddress address : addresses) {
            if (!allowPrivate && !PublicAddresses.contains(address)) {
                throw new BadTargetException(
                        "leads to an address that is not public; " + ServerConfig.ALLOW_PRIVATE_WEBHOOKS
                                + " would allow it");
            }
        }
        return addresses;
    }
}
