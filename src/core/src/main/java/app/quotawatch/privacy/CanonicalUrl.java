package app.quotawatch.privacy;

import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The one form in which the hosts and paths of URLs are compared, however they are spelled (RFC 3986, section 6.2.2). */
public final class CanonicalUrl {

    /*
     * A provider's URL is written by one person and called by the code of another: "api.example.com." and
     * "api.example.com", "b\u00fccher.example" and "xn--bcher-kva.example", "[0:0:0:0:0:0:0:1]" and "[::1]", "/caf\u00e9" and
     * "/caf%C3%A9", "/v1/./x", "/v1;v=2/x". A request goes to the same server for each of them. What is in the form
     * already, which is nearly everything, is returned as it is.
     */

    private static final String HEX = "0123456789ABCDEF";
    private static final int IPV6_GROUPS = 8;

    private CanonicalUrl() {}

    /** Returns whether a host that {@link java.net.URI#getHost} returned may be in another form, its case aside. */
    public static boolean isOddHost(String host) {
        return !host.isEmpty() && (host.charAt(0) == '[' || host.charAt(host.length() - 1) == '.');
    }

    /** Returns whether a host that somebody parsed may be in another form, its case aside. */
    public static boolean isOddName(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if ((c < 'a' || c > 'z') && (c == ':' || c == '[' || c == '%' || c > '~')) {
                return true;
            }
        }
        return isOddHost(host);
    }

    /** Returns the canonical form of a host; an IPv6 address may lack its brackets. */
    public static String hostOf(String host) {
        return host(host.indexOf(':') >= 0 && host.charAt(0) != '[' ? "[" + host + "]" : host);
    }

    /** Returns the host in lower case, without a trailing dot, in ASCII; an IPv6 address in its shortest form, in brackets. */
    public static String host(String host) {
        if (host.startsWith("[")) {
            return address(host);
        }
        String name = host.indexOf('%') < 0 ? host : decoded(host);
        if (!isAscii(name)) {
            try {
                name = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
            } catch (IllegalArgumentException e) {
                name = host; // not a name of the domain name system: equal only to itself
            }
        }
        int end = name.endsWith(".") && name.length() > 1 ? name.length() - 1 : name.length();
        return name.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static String address(String host) {
        int zone = host.indexOf('%');
        String literal = zone < 0 ? host : host.substring(0, zone) + "]";
        try {
            // In brackets it is an address, so no name is looked up.
            InetAddress address = InetAddress.getByName(literal);
            return address instanceof Inet6Address
                    ? "[" + shortest(address.getAddress())
                            + (zone < 0 ? "" : host.substring(zone, host.length() - 1).toLowerCase(Locale.ROOT)) + "]"
                    : address.getHostAddress();
        } catch (UnknownHostException e) {
            return host.toLowerCase(Locale.ROOT);
        }
    }

    /* RFC 5952: the first of the longest runs of zeros is left out. */
    private static String shortest(byte[] address) {
        int best = -1;
        int length = 1;
        for (int i = 0; i < IPV6_GROUPS; i++) {
            int end = i;
            while (end < IPV6_GROUPS && group(address, end) == 0) {
                end++;
            }
            if (end - i > length) {
                best = i;
                length = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < IPV6_GROUPS; i++) {
            if (i == best) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(group(address, i)));
            }
        }
        return text.toString();
    }

    private static int group(byte[] address, int i) {
        return (address[2 * i] & 0xff) << 8 | address[2 * i + 1] & 0xff;
    }

    /**
     * Returns the path without matrix parameters and dot segments; escaped is what must be, in capitals. Empty segments
     * stay, as they lead to other resources.
     */
    public static String path(String path) {
        return isCanonical(path) ? path : withoutDots(normalised(path));
    }

    private static boolean isCanonical(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            // most are letters, which need no further comparison
            if ((c < '@' || c > '~')
                    && (c == ';' || c == '%' || c > '~' || c == '.' && i > 0 && path.charAt(i - 1) == '/')) {
                return false;
            }
        }
        return true;
    }

    private static String normalised(String path) {
        StringBuilder text = new StringBuilder(path.length() + 16);
        boolean parameter = false;
        for (int i = 0; i < path.length();) {
            int point = path.codePointAt(i);
            int next = i + Character.charCount(point);
            parameter = point == ';' || parameter && point != '/';
            if (parameter) {
                i = next;
            } else if (point == '%' && escaped(path, i) >= 0) {
                append(text, escaped(path, i));
                i += 3;
            } else if (point > '~' || point == '%') {
                for (byte octet : path.substring(i, next).getBytes(StandardCharsets.UTF_8)) {
                    append(text, octet & 0xff);
                }
                i = next;
            } else {
                text.append((char) point);
                i = next;
            }
        }
        return text.toString();
    }

    /* What need not be escaped is not; an escaped slash or percent sign is another character than a plain one. */
    private static void append(StringBuilder text, int octet) {
        boolean unreserved = octet >= 'a' && octet <= 'z' || octet >= 'A' && octet <= 'Z'
                || octet >= '0' && octet <= '9'
                || octet == '-' || octet == '.' || octet == '_' || octet == '~';
        if (unreserved) {
            text.append((char) octet);
        } else {
            text.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 0xf));
        }
    }

    /* Returns the octet of the escape that starts here, or -1. */
    private static int escaped(String text, int at) {
        if (at + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at + 1), 16);
        int low = Character.digit(text.charAt(at + 2), 16);
        return high < 0 || low < 0 || text.charAt(at + 1) > 'f' || text.charAt(at + 2) > 'f' ? -1 : high * 16 + low;
    }

    private static String withoutDots(String path) {
        if (!path.contains("/.")) {
            return path;
        }
        StringBuilder text = new StringBuilder(path.length());
        for (int start = 0; start < path.length();) {
            int end = path.indexOf('/', start + 1);
            end = end < 0 ? path.length() : end;
            String segment = path.substring(start, end);
            boolean last = end == path.length();
            if (segment.equals("/..")) {
                text.setLength(Math.max(0, text.lastIndexOf("/")));
                text.append(last ? "/" : "");
            } else if (!segment.equals("/.")) {
                text.append(segment);
            } else {
                text.append(last ? "/" : "");
            }
            start = end;
        }
        return text.toString();
    }

    private static String decoded(String host) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(host.length());
        for (int i = 0; i < host.length();) {
            int octet = host.charAt(i) == '%' ? escaped(host, i) : -1;
            if (octet >= 0) {
                octets.write(octet);
                i += 3;
            } else {
                octets.writeBytes(host.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
                i++;
            }
        }
        return octets.toString(StandardCharsets.UTF_8);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
