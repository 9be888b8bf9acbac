package app.quotawatch.http;

import java.io.IOException;
import java.nio.ByteBuffer;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;

/** TLS over a connected socket, as a client that checks the peer's certificate and its name. */
final class TlsSocket implements Transport {

    private final TcpSocket socket;
    private final SSLEngine engine;
    private final ByteBuffer nothing = ByteBuffer.allocate(0);

    /* Each of the three is ready for reading at all times: its bytes are those not yet consumed. */
    private ByteBuffer received;
    private ByteBuffer decrypted;
    private ByteBuffer encrypted;
    private boolean ended;

    private TlsSocket(TcpSocket socket, SSLEngine engine) {
        this.socket = socket;
        this.engine = engine;
        received = empty(engine.getSession().getPacketBufferSize());
        encrypted = empty(engine.getSession().getPacketBufferSize());
        decrypted = empty(engine.getSession().getApplicationBufferSize());
    }

    /** Prepares TLS with a host, whose certificate is to carry this name; {@link #handshake} comes first. */
    static TlsSocket over(TcpSocket socket, SSLContext context, String host, int port) throws SSLException {
        TlsSocket tls = new TlsSocket(socket, engine(context, host, port));
        tls.engine.beginHandshake();
        return tls;
    }

    /** Loads what a handshake needs, without a connection. */
    static void prepare(SSLContext context, String host, int port) throws SSLException {
        SSLEngine engine = engine(context, host, port);
        engine.beginHandshake();
        engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
    }

    private static SSLEngine engine(SSLContext context, String host, int port) {
        // names the host in the handshake (SNI), and lets the session be resumed on the next connection
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static ByteBuffer empty(int capacity) {
        return ByteBuffer.allocate(capacity).limit(0);
    }

    void handshake(Attempt attempt) throws IOException {
        HandshakeStatus status = engine.getHandshakeStatus();
        while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
            if (!respond(status, attempt) && !decrypt(true, attempt)) {
                throw new SSLHandshakeException("the connection ended during the TLS handshake");
            }
            status = engine.getHandshakeStatus();
        }
    }

    /* Does what the engine needs from this side; false if it needs something else. */
    private boolean respond(HandshakeStatus status, Attempt attempt) throws IOException {
        if (status == HandshakeStatus.NEED_TASK) {
            Runnable task = engine.getDelegatedTask();
            while (task != null) {
                task.run();
                task = engine.getDelegatedTask();
            }
            return true;
        }
        if (status == HandshakeStatus.NEED_WRAP) {
            encrypt(nothing);
            socket.writeAll(encrypted, attempt);
            return true;
        }
        return false;
    }

    @Override
    public int read(ByteBuffer target, Attempt attempt) throws IOException {
        return read(target, true, attempt);
    }

    @Override
    public int poll(ByteBuffer target, Attempt attempt) throws IOException {
        return read(target, false, attempt);
    }

    private int read(ByteBuffer target, boolean wait, Attempt attempt) throws IOException {
        while (!decrypted.hasRemaining()) {
            if (!decrypt(wait, attempt)) {
                return ended ? -1 : 0;
            }
        }
        int count = Math.min(decrypted.remaining(), target.remaining());
        target.put(decrypted.slice().limit(count));
        decrypted.position(decrypted.position() + count);
        return count;
    }

    @Override
    public boolean write(ByteBuffer source, Attempt attempt) throws IOException {
        while (true) {
            while (encrypted.hasRemaining()) {
                // what has arrived may belong to TLS itself, such as a session ticket
                if (!socket.write(encrypted, attempt) && (decrypt(false, attempt) || ended)) {
                    return false;
                }
            }
            if (!source.hasRemaining()) {
                return true;
            }
            encrypt(source);
        }
    }

    /*
     * Decrypts until there are bytes, or while the handshake lasts until one step of it is done. False at the end, or when nothing
     * has arrived that is not to be waited for.
     */
    private boolean decrypt(boolean wait, Attempt attempt) throws IOException {
        boolean handshaking = engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP;
        while (!ended) {
            attempt.check();
            Status status = decryptRecord();
            if (status == Status.BUFFER_UNDERFLOW) {
                int count = receive(wait, attempt);
                ended = count < 0;
                if (count == 0) {
                    return false;
                }
            } else {
                ended = status == Status.CLOSED;
                if (decrypted.hasRemaining() || handshaking && !ended) {
                    return true;
                }
                if (!ended) {
                    respond(engine.getHandshakeStatus(), attempt);
                }
            }
        }
        return false;
    }

    private Status decryptRecord() throws SSLException {
        while (true) {
            decrypted.compact();
            SSLEngineResult result;
            try {
                result = engine.unwrap(received, decrypted);
            } finally {
                decrypted.flip();
            }
            if (result.getStatus() != Status.BUFFER_OVERFLOW) {
                return result.getStatus();
            }
            decrypted = larger(decrypted, engine.getSession().getApplicationBufferSize());
        }
    }

    private int receive(boolean wait, Attempt attempt) throws IOException {
        if (received.remaining() == received.capacity()) {
            int needed = engine.getSession().getPacketBufferSize();
            if (needed <= received.capacity()) {
                throw new SSLException("a TLS record is too long");
            }
            received = larger(received, needed - received.capacity());
        }
        received.compact();
        try {
            return wait ? socket.read(received, attempt) : socket.poll(received, attempt);
        } finally {
            received.flip();
        }
    }

    /* Adds one record to what is to be sent. */
    private void encrypt(ByteBuffer source) throws SSLException {
        while (true) {
            encrypted.compact();
            SSLEngineResult result;
            try {
                result = engine.wrap(source, encrypted);
            } finally {
                encrypted.flip();
            }
            if (result.getStatus() == Status.OK) {
                return;
            }
            if (result.getStatus() != Status.BUFFER_OVERFLOW) {
                throw new SSLException("the TLS connection is closed");
            }
            encrypted = larger(encrypted, engine.getSession().getPacketBufferSize());
        }
    }

    private static ByteBuffer larger(ByteBuffer buffer, int more) {
        return ByteBuffer.allocate(buffer.capacity() + more).put(buffer).flip();
    }

    /** Sends the peer an alert that nothing follows, or what was wrong, if that needs no waiting. */
    void sayGoodbye() throws IOException {
        engine.closeOutbound();
        encrypted.compact();
        try {
            engine.wrap(nothing, encrypted);
        } finally {
            encrypted.flip();
        }
        socket.offer(encrypted);
    }
}
