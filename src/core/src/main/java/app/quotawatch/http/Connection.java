package app.quotawatch.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 connection to an endpoint, on the route that the JDK is configured for: direct, or through a proxy. */
final class Connection {

    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    /* Many servers end an idle connection after a minute, some after five seconds: those that name a time are believed. */
    private static final long LONGEST_IDLE_SECONDS = 30;

    private final Endpoint endpoint;
    private final PlatformTls tls;
    private final NameLookup names;
    private final ProxyLogin login;
    private final TcpSocket socket;
    private @Nullable TlsSocket secured;
    private Transport transport;
    private Input input;

    /* The proxy that is asked for the whole URL; null if requests go to the endpoint itself, even through a tunnel. */
    private @Nullable InetSocketAddress forwarder;
    private boolean reusable;
    private long idleSinceNanos;
    private long idleLimitNanos;

    Connection(Endpoint endpoint, PlatformTls tls, NameLookup names, ProxyLogin login, Abort abort)
            throws IOException {
        this.endpoint = endpoint;
        this.tls = tls;
        this.names = names;
        this.login = login;
        socket = new TcpSocket(abort);
        transport = socket;
        input = new Input(socket);
    }

    /** Connects by the first route that works. */
    void open(Attempt attempt) throws IOException {
        List<Proxy> routes = Proxies.to(endpoint.uri());
        boolean connected = false;
        for (int i = 0; !connected; i++) {
            int untried = routes.size() - i;
            Proxy route = routes.get(i);
            try {
                connect(route, untried == 1 ? attempt : attempt.share(untried));
                connected = true;
            } catch (IOException e) {
                attempt.check();
                Proxies.failed(endpoint.uri(), route, e);
                if (untried == 1) {
                    throw e;
                }
                socket.disconnect();
            }
        }
        if (endpoint.isSecure()) {
            TlsSocket over = TlsSocket.over(socket, tls.context(), endpoint.tlsHost(), endpoint.port());
            secured = over;
            over.handshake(attempt);
            transport = over;
        }
        input = new Input(transport);
    }

    private void connect(Proxy route, Attempt attempt) throws IOException {
        forwarder = null;
        if (route.type() == Proxy.Type.DIRECT) {
            socket.connect(names.addresses(endpoint.host(), socket, attempt), endpoint.port(), attempt);
        } else if (route.type() == Proxy.Type.SOCKS) {
            InetSocketAddress proxy = Proxies.address(route);
            connectTo(proxy, attempt);
            Socks.connect(socket, proxy, endpoint, attempt);
        } else if (endpoint.isSecure()) {
            openTunnel(Proxies.address(route), attempt);
        } else {
            InetSocketAddress proxy = Proxies.address(route);
            connectTo(proxy, attempt);
            forwarder = proxy;
        }
    }

    private void connectTo(InetSocketAddress proxy, Attempt attempt) throws IOException {
        InetAddress known = proxy.getAddress();
        InetAddress[] addresses = known == null
                ? names.addresses(proxy.getHostString(), socket, attempt)
                : new InetAddress[]{known};
        socket.connect(addresses, proxy.getPort(), attempt);
    }

    private void openTunnel(InetSocketAddress proxy, Attempt attempt) throws IOException {
        String authorization = login.known(proxy);
        boolean asked = false;
        while (true) {
            connectTo(proxy, attempt);
            Request request = Request.connect(endpoint, authorization);
            socket.writeAll(request.piece(), attempt);
            Input response = new Input(socket);
            ResponseHead head = ResponseHead.readFinal(response, attempt);
            if (head.isSuccess()) {
                if (response.hasUnread()) {
                    throw new ProtocolException("the proxy sent more than its response");
                }
                return;
            }
            if (asked || head.status() != PROXY_AUTHENTICATION_REQUIRED) {
                throw new IOException("the proxy refused a tunnel: HTTP " + head.status());
            }
            authorization = login.ask(proxy, head.proxyChallenges(), endpoint);
            asked = true;
            socket.disconnect();
        }
    }

    /** Sends a batch and reads the response. */
    HttpSender.Response exchange(Post post, Attempt attempt) throws IOException {
        reusable = false;
        InetSocketAddress proxy = forwarder;
        if (proxy == null) {
            return exchange(Request.post(endpoint, false, post, null), attempt);
        }
        Request request = Request.post(endpoint, true, post, login.known(proxy));
        ResponseHead head = send(request, attempt);
        if (head.status() != PROXY_AUTHENTICATION_REQUIRED) {
            return read(request, head, attempt);
        }
        String authorization = login.ask(proxy, head.proxyChallenges(), endpoint);
        socket.disconnect();
        connectTo(proxy, attempt);
        input = new Input(transport);
        return exchange(Request.post(endpoint, true, post, authorization), attempt);
    }

    private HttpSender.Response exchange(Request request, Attempt attempt) throws IOException {
        return read(request, send(request, attempt), attempt);
    }

    /* Returns the final response's head. A server may respond before it has read everything, and then read no more. */
    private ResponseHead send(Request request, Attempt attempt) throws IOException {
        input.begin();
        for (int i = 0; i <= ResponseHead.maxInterim(); i++) {
            ResponseHead head = sendAndReadHead(request, attempt);
            if (!head.isInterim()) {
                return head;
            }
        }
        throw ResponseHead.tooManyInterim();
    }

    private ResponseHead sendAndReadHead(Request request, Attempt attempt) throws IOException {
        IOException failure = null;
        try {
            ByteBuffer piece = request.piece();
            while (piece.hasRemaining() && transport.write(piece, attempt)) {
                piece = request.piece();
            }
        } catch (IOException e) {
            attempt.check();
            // the reason may be in a response that the server sent before it closed the connection
            failure = e;
        }
        try {
            return ResponseHead.read(input, attempt);
        } catch (IOException e) {
            throw failure == null ? e : failure;
        }
    }

    private HttpSender.Response read(Request request, ResponseHead head, Attempt attempt) throws IOException {
        ResponseBody body = ResponseBody.read(head, input, attempt);
        reusable = head.isReusable() && body.isWhole() && !input.hasUnread() && !request.piece().hasRemaining();
        if (reusable) {
            idleSinceNanos = System.nanoTime();
            long limitSeconds = head.keepAliveSeconds() < 0
                    ? LONGEST_IDLE_SECONDS
                    : Math.min(head.keepAliveSeconds(), LONGEST_IDLE_SECONDS);
            idleLimitNanos = TimeUnit.SECONDS.toNanos(limitSeconds);
        }
        return new HttpSender.Response(head.status(), body.bytes(), head.retryAfter(), head.date(),
                head.location());
    }

    /** Returns whether the last response left the connection fit for another request. */
    boolean isReusable() {
        return reusable;
    }

    /** Returns whether any of a response has been received since the last request began. */
    boolean anyReceived() {
        return input.anyReceived();
    }

    /** Returns whether an idle connection is still good for a request, as far as that can be known. */
    boolean isAlive(Attempt attempt) throws IOException {
        if (!reusable || System.nanoTime() - idleSinceNanos >= idleLimitNanos) {
            return false;
        }
        try {
            return !input.isDisturbed(attempt);
        } catch (IOException e) {
            attempt.check();
            return false;
        }
    }

    /** Releases everything, without waiting; harmless if it is released. */
    void close() {
        reusable = false;
        TlsSocket over = secured;
        secured = null;
        try {
            if (over != null) {
                over.sayGoodbye();
            }
        } catch (IOException | RuntimeException ignored) {
            // the peer may be gone
        } finally {
            release();
        }
    }

    private void release() {
        try {
            socket.close();
        } catch (IOException | RuntimeException ignored) {
            // there is nothing more to do
        }
    }
}
