package app.quotawatch.tck.ingest;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/** A TCP connection to an ingest that goes through here, on loopback, and fails as a test wants it to. */
final class FaultyLink implements AutoCloseable {

    private static final int END_OF_HEAD = 0x0d0a0d0a;
    private static final int GARBLED_BYTES = 16;

    private final URI target;
    private final IntFunction<@Nullable LinkFault> faults;
    private final ServerSocket listening;
    private final AtomicInteger exchanges = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * Starts a link.
     *
     * @param faults the fault of each exchange, by its number from 0; null if it passes
     */
    FaultyLink(URI target, IntFunction<@Nullable LinkFault> faults) {
        this.target = target;
        this.faults = faults;
        try {
            listening = new ServerSocket();
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::accept);
    }

    URI uri() {
        return URI.create("http://localhost:" + listening.getLocalPort());
    }

    /** Returns how many exchanges have begun. */
    int exchanges() {
        return exchanges.get();
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "faulty-link");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket accepted = listening.accept();
                thread(() -> serve(accepted));
            } catch (IOException closed) {
                // the loop ends
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client; Socket server = new Socket(target.getHost(), target.getPort())) {
            open.add(server);
            boolean passed = true;
            while (passed) {
                passed = exchange(client, server);
            }
            open.remove(server);
        } catch (IOException gone) {
            // one end has closed the connection
        } finally {
            open.remove(client);
        }
    }

    private boolean exchange(Socket client, Socket server) throws IOException {
        byte[] request = read(client.getInputStream());
        LinkFault fault = faults.apply(exchanges.getAndIncrement());
        if (!pass(LinkFault.Message.REQUEST, fault, request, client, server)) {
            return false;
        }
        byte[] response = read(server.getInputStream());
        return pass(LinkFault.Message.RESPONSE, fault, response, client, server);
    }

    /* Returns whether the connection can go on. */
    private static boolean pass(LinkFault.Message message, @Nullable LinkFault fault, byte[] bytes, Socket client,
            Socket server) throws IOException {
        Socket receiver = message == LinkFault.Message.REQUEST ? server : client;
        if (fault == null || fault.message() != message) {
            receiver.getOutputStream().write(bytes);
            return true;
        }
        int passing = fault.position().of(headOf(bytes), bytes.length);
        if (fault.effect() == LinkFault.Effect.GARBLE) {
            Arrays.fill(bytes, passing, Math.min(bytes.length, passing + GARBLED_BYTES), (byte) 'x');
            receiver.getOutputStream().write(bytes);
            return true;
        }
        receiver.getOutputStream().write(bytes, 0, passing);
        receiver.getOutputStream().flush();
        if (fault.effect() == LinkFault.Effect.RESET) {
            client.setSoLinger(true, 0);
            server.setSoLinger(true, 0);
        } else if (fault.effect() == LinkFault.Effect.STALL) {
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
        return false;
    }

    private static int headOf(byte[] message) {
        int last = 0;
        for (int i = 0; i < message.length; i++) {
            last = last << 8 | message[i];
            if (last == END_OF_HEAD) {
                return i + 1;
            }
        }
        return message.length;
    }

    /* A whole message with a Content-Length, as both sides send it. */
    private static byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int last = 0;
        while (last != END_OF_HEAD) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            message.write(next);
            last = last << 8 | next;
        }
        message.write(in.readNBytes(length(message.toString(StandardCharsets.ISO_8859_1))));
        return message.toByteArray();
    }

    private static int length(String head) {
        return head.toLowerCase(Locale.ROOT).lines().filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).trim())).findFirst().orElse(0);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
