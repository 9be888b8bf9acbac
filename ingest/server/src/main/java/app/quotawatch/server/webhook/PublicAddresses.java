package app.quotawatch.server.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Which addresses are of the public internet. What the registries of IANA reserve is not, and neither is an IPv6 address that leads to
 * such an IPv4 address; one that cannot be judged is not either.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4 special-purpose addresses</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6 special-purpose addresses</a>
 */
final class PublicAddresses {

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublicIpv4(bytes) : isPublicIpv6(bytes);
    }

    private static boolean isPublicIpv4(byte[] bytes) {
        int a = bytes[0] & 0xff;
        int b = bytes[1] & 0xff;
        int c = bytes[2] & 0xff;
        boolean special = a == 0 // this network
                || a == 10 || a == 172 && (b & 0xf0) == 16 || a == 192 && b == 168 // private
                || a == 100 && (b & 0xc0) == 64 // carriers' NAT
                || a == 127 // loopback
                || a == 169 && b == 254 // link-local
                || a == 192 && b == 0 && (c == 0 || c == 2) || a == 198 && b == 51 && c == 100
                || a == 203 && b == 0 && c == 113
                || a == 192 && b == 88 && c == 99 // 6to4 relays
                || a == 198 && (b & 0xfe) == 18 // benchmarks
                || a >= 224; // multicast, reserved, broadcast
        return !special;
    }

    private static boolean isPublicIpv6(byte[] bytes) {
        if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b) && isZero(bytes, 4, 12)) {
            // NAT64
            return isPublicIpv4(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (startsWith(bytes, 0x20, 0x02)) {
            // 6to4
            return isPublicIpv4(Arrays.copyOfRange(bytes, 2, 6));
        }
        boolean globalUnicast = (bytes[0] & 0xe0) == 0x20;
        boolean special = startsWith(bytes, 0x20, 0x01) && (bytes[2] & 0xfe) == 0 // Teredo and other protocols
                || startsWith(bytes, 0x20, 0x01, 0x0d, 0xb8) || startsWith(bytes, 0x3f, 0xff); // documentation
        return globalUnicast && !special;
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
