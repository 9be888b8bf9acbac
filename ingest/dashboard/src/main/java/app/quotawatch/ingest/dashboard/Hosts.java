package app.quotawatch.ingest.dashboard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The names that an ingest is reached under. Immutable. */
final class Hosts {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Pattern ADDRESS_AS_CONFIGURED = Pattern.compile("[\\d.]+|.*:.*");
    private static final Pattern PORT = Pattern.compile(":\\d*$");

    private final Set<String> names = new HashSet<>();

    /**
     * Knows the name or address that the ingest is bound to, the machine's name if that is every address, and others.
     *
     * @param bound as it was configured
     */
    Hosts(String bound, List<String> others) {
        add(bound);
        others.forEach(this::add);
        if (isAnyAddress(bound)) {
            addMachine();
        }
    }

    private void add(String name) {
        String lower = name.trim().toLowerCase(Locale.ROOT);
        names.add(lower);
        if (lower.indexOf(':') >= 0 && !lower.startsWith("[")) {
            names.add("[" + lower + "]");
        }
    }

    private static boolean isAnyAddress(String bound) {
        try {
            // no name is looked up
            return ADDRESS_AS_CONFIGURED.matcher(bound).matches() && InetAddress.getByName(bound).isAnyLocalAddress();
        } catch (UnknownHostException malformed) {
            return false;
        }
    }

    private void addMachine() {
        try {
            add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException nameless) {
            // it is reached by its addresses
        }
    }

    /**
     * Returns whether a request is meant for this ingest.
     *
     * @param header the value of Host
     * @param local the address of this end of the connection
     */
    boolean isOurs(String header, String local) {
        String host = PORT.matcher(header.trim().toLowerCase(Locale.ROOT)).replaceFirst("");
        return LOOPBACK.matcher(host).matches() || names.contains(host) || isAddress(host, local);
    }

    private static boolean isAddress(String host, String local) {
        if (!ADDRESS.matcher(host).matches()) {
            return false;
        }
        try {
            // the pattern admits literals only, so no name is looked up
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || address.equals(InetAddress.getByName(local));
        } catch (UnknownHostException malformed) {
            return false;
        }
    }
}
