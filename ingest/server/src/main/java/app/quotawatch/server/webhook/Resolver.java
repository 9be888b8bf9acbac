package app.quotawatch.server.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up the addresses of a host. */
interface Resolver {

    Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** Returns at least one address. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
