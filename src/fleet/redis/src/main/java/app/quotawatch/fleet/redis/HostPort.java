package app.quotawatch.fleet.redis;

/** Where a server listens. */
record HostPort(String host, int port) {

    boolean isLoopback() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1")
                || host.equals("0:0:0:0:0:0:0:1");
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
