package app.quotawatch.testing;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A real proxy on loopback: HTTP in absolute form, tunnels, and SOCKS 5, with or without a login. It reads the first request of a
 * connection and passes on what follows as it is.
 */
public final class LoopbackProxy implements AutoCloseable {

    private final List<String> heads = new CopyOnWriteArrayList<>();
    private volatile String login;
    private volatile String refusal;
    private volatile boolean hanging;
    private final LoopbackListener listener;

    private LoopbackProxy() {
        listener = new LoopbackListener("loopback-proxy", this::serve);
    }

    public static LoopbackProxy start() {
        return new LoopbackProxy();
    }

    /** Requires this login, "user:password". */
    public LoopbackProxy requiring(String userAndPassword) {
        login = userAndPassword;
        return this;
    }

    /** Responds to everything with this, and goes no further. */
    public LoopbackProxy refusing(String response) {
        refusal = response;
        return this;
    }

    /** Reads and never responds. */
    public LoopbackProxy hanging() {
        hanging = true;
        return this;
    }

    public int port() {
        return listener.port();
    }

    /** Returns the heads of the requests to the proxy itself, in order; those to a SOCKS proxy as "SOCKS host:port". */
    public List<String> heads() {
        return heads;
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            int first = in.readUnsignedByte();
            if (first == 5) {
                socks(client, in);
            } else {
                http(client, in, first);
            }
        }
    }

    private void http(Socket client, DataInputStream in, int first) throws IOException {
        String head = (char) first + head(in);
        heads.add(head);
        OutputStream out = client.getOutputStream();
        if (hanging) {
            in.transferTo(OutputStream.nullOutputStream());
            return;
        }
        if (refusal != null) {
            out.write(refusal.getBytes(StandardCharsets.ISO_8859_1));
            in.transferTo(OutputStream.nullOutputStream());
            return;
        }
        if (login != null && !head.contains("Proxy-Authorization: Basic "
                + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.ISO_8859_1)) + "\r\n")) {
            out.write(("HTTP/1.1 407 Login\r\nProxy-Authenticate: Negotiate\r\n"
                    + "Proxy-Authenticate: Digest realm=\"x\", Basic realm=\"loopback\"\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            in.transferTo(OutputStream.nullOutputStream());
            return;
        }
        String target = head.split(" ")[1];
        if (head.startsWith("CONNECT ")) {
            int colon = target.lastIndexOf(':');
            try (Socket server = connect(target.substring(0, colon),
                    Integer.parseInt(target.substring(colon + 1)))) {
                out.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                relay(client, in, server);
            }
        } else {
            URI url = URI.create(target);
            try (Socket server = connect(url.getHost(), url.getPort())) {
                server.getOutputStream().write(head.replaceFirst(" \\S+ ", " " + url.getRawPath() + " ")
                        .replaceAll("Proxy-Authorization: .*\r\n", "").getBytes(StandardCharsets.ISO_8859_1));
                relay(client, in, server);
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private void socks(Socket client, DataInputStream in) throws IOException {
        OutputStream out = client.getOutputStream();
        in.readNBytes(in.readUnsignedByte());
        out.write(new byte[]{5, (byte) (login == null ? 0 : 2)});
        if (login != null) {
            in.readUnsignedByte();
            String user = text(in);
            boolean accepted = login.equals(user + ":" + text(in));
            out.write(new byte[]{1, (byte) (accepted ? 0 : 1)});
            if (!accepted) {
                return;
            }
        }
        in.readNBytes(3);
        String host = in.readUnsignedByte() == 3
                ? text(in)
                : InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
        int port = in.readUnsignedShort();
        heads.add("SOCKS " + host + ":" + port);
        if (hanging) {
            in.transferTo(OutputStream.nullOutputStream());
        } else if (refusal != null) {
            out.write(new byte[]{5, 5, 0, 1, 0, 0, 0, 0, 0, 0});
        } else {
            try (Socket server = connect(host, port)) {
                out.write(new byte[]{5, 0, 0, 1, 127, 0, 0, 1, 0, 80});
                relay(client, in, server);
            }
        }
    }

    /* Not through the JVM's default proxy, which is this one. */
    private static Socket connect(String host, int port) throws IOException {
        Socket server = new Socket(Proxy.NO_PROXY);
        server.connect(new InetSocketAddress(host, port));
        return server;
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.ISO_8859_1);
    }

    private void relay(Socket client, InputStream fromClient, Socket server) throws IOException {
        listener.owns(server);
        listener.run(() -> copy(fromClient, server));
        copy(server.getInputStream(), client);
    }

    private static void copy(InputStream from, Socket to) {
        try (to) {
            from.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // either side has gone
        }
    }

    @Override
    public void close() {
        listener.close();
    }
}
