package app.quotawatch.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/** Asks a SOCKS 5 proxy for a connection (RFC 1928), with a user's name and password if it wants them (RFC 1929). */
final class Socks {

    private static final int VERSION = 5;
    private static final int LOGIN_VERSION = 1;
    private static final int NO_LOGIN = 0;
    private static final int PASSWORD = 2;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final int MAX_LENGTH = 255;

    private final TcpSocket socket;
    private final InetSocketAddress proxy;
    private final Input input;
    private final Attempt attempt;

    private Socks(TcpSocket socket, InetSocketAddress proxy, Attempt attempt) {
        this.socket = socket;
        this.proxy = proxy;
        this.input = new Input(socket);
        this.attempt = attempt;
    }

    /** Asks the proxy at the other end of the socket for a connection; the proxy looks up the endpoint's name. */
    static void connect(TcpSocket socket, InetSocketAddress proxy, Endpoint endpoint, Attempt attempt)
            throws IOException {
        Socks socks = new Socks(socket, proxy, attempt);
        socks.greet();
        socks.request(endpoint);
        if (socks.input.hasUnread()) {
            throw new ProtocolException("the SOCKS proxy sent more than its reply");
        }
    }

    private void greet() throws IOException {
        send(new byte[]{VERSION, 2, NO_LOGIN, PASSWORD});
        byte[] choice = receive(2);
        if (choice[0] != VERSION) {
            throw new ProtocolException("the SOCKS proxy does not support version 5");
        }
        if (choice[1] == PASSWORD) {
            logIn();
        } else if (choice[1] != NO_LOGIN) {
            throw new IOException("the SOCKS proxy requires an unsupported authentication");
        }
    }

    private void logIn() throws IOException {
        String user;
        String password;
        PasswordAuthentication login = ProxyLogin.ask(proxy, "SOCKS5", "SOCKS authentication", null, null);
        if (login == null) {
            user = required(System.getProperty("java.net.socks.username"));
            password = required(System.getProperty("java.net.socks.password"));
        } else {
            user = login.getUserName();
            password = new String(login.getPassword());
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(LOGIN_VERSION);
        write(user, request);
        write(password, request);
        send(request.toByteArray());
        if (receive(2)[1] != 0) {
            throw new IOException("the SOCKS proxy rejected the authentication");
        }
    }

    private static String required(@Nullable String value) throws IOException {
        if (value == null) {
            throw new IOException("the SOCKS proxy requires authentication");
        }
        return value;
    }

    private void request(Endpoint endpoint) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(VERSION);
        request.write(CONNECT);
        request.write(0);
        if (NameLookup.isLiteral(endpoint.host())) {
            byte[] address = InetAddress.getByName(endpoint.host()).getAddress();
            request.write(address.length == 4 ? IPV4 : IPV6);
            request.writeBytes(address);
        } else {
            request.write(NAME);
            write(endpoint.host(), request);
        }
        request.write(endpoint.port() >> 8);
        request.write(endpoint.port());
        send(request.toByteArray());

        byte[] reply = receive(4);
        if (reply[1] != 0) {
            throw new IOException("the SOCKS proxy did not connect: code " + (reply[1] & 0xff));
        }
        int addressLength = switch (reply[3]) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case NAME -> receive(1)[0] & 0xff;
            default -> throw new ProtocolException("the SOCKS proxy's reply is invalid");
        };
        receive(addressLength + 2);
    }

    private static void write(String text, ByteArrayOutputStream to) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length > MAX_LENGTH) {
            throw new IOException("a name is too long for a SOCKS proxy");
        }
        to.write(bytes.length);
        to.writeBytes(bytes);
    }

    private void send(byte[] bytes) throws IOException {
        socket.writeAll(ByteBuffer.wrap(bytes), attempt);
    }

    private byte[] receive(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int length = 0; length < count;) {
            int read = input.read(bytes, length, count - length, attempt);
            if (read < 0) {
                throw new EOFException("the SOCKS proxy ended the connection");
            }
            length += read;
        }
        return bytes;
    }
}
