package app.quotawatch.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;

/** The routes that the JDK's proxy selector knows. The selector may be the application's, and do anything. */
final class Proxies {

    private Proxies() {}

    /** Returns the routes to try in turn, at least one. */
    static List<Proxy> to(URI uri) throws IOException {
        List<Proxy> routes;
        try {
            ProxySelector selector = ProxySelector.getDefault();
            routes = selector == null ? null : selector.select(uri);
        } catch (RuntimeException e) {
            // without a route, because around the proxy is not where this was to go
            throw new IOException("the application's ProxySelector failed", e);
        }
        return routes == null || routes.isEmpty() ? List.of(Proxy.NO_PROXY) : routes;
    }

    /** Reports that a proxy does not work, so that the selector may avoid it. */
    static void failed(URI uri, Proxy proxy, IOException failure) {
        try {
            ProxySelector selector = ProxySelector.getDefault();
            if (selector != null && proxy.type() != Proxy.Type.DIRECT) {
                selector.connectFailed(uri, proxy.address(), failure);
            }
        } catch (RuntimeException ignored) {
            // what the selector makes of it is its own business
        }
    }

    /** Returns where a proxy is; usually not looked up yet. */
    static InetSocketAddress address(Proxy proxy) throws IOException {
        if (proxy.address() instanceof InetSocketAddress address) {
            return address;
        }
        throw new IOException("the address of the proxy has an unknown form");
    }
}
