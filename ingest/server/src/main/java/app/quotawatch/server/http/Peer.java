package app.quotawatch.server.http;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** One connection, and how long it may stay as it is. */
final class Peer extends ChannelDuplexHandler {

    /*
     * What is bounded is an exchange as a whole, from the first byte of a request until the last byte of its response has been
     * sent, so that neither a byte at a time nor a response that is not read prolongs it. Between two exchanges, a connection
     * rests. While a response is awaited nothing more is read: otherwise a peer that sends requests and reads no response would
     * fill the memory with requests.
     * The connection's event loop changes all this; any thread may look whether it is overdue.
     */

    private static final String NAME = "quotawatch-peer";
    /* So named by Vert.x, which adds it once it knows that the connection speaks HTTP/1. */
    private static final String DECODER = "httpDecoder";
    private static final HeadCheck HEAD_CHECK = new HeadCheck();
    private static final long UNLIMITED = Duration.ofDays(10_000).toNanos();
    private static final int MAX_STRAY_BYTES = 16 * 1024;

    private final Peers peers;
    private final Channel channel;
    private volatile long sinceNanos;
    private volatile long deadlineNanos;
    private boolean resting = true;
    private boolean headsChecked;
    private boolean streaming;
    private boolean held;
    private int strayBytes;
    private int exchanges;

    Peer(Peers peers, Channel channel) {
        this.peers = peers;
        this.channel = channel;
        allow(peers.idleNanos());
    }

    /** Returns the connection of a request; null if it is none that the network brought. */
    static @Nullable Peer of(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection
                && connection.channel().pipeline().get(NAME) instanceof Peer peer ? peer : null;
    }

    /** Begins to watch the connection, before anything is read from it. */
    void watch() {
        channel.pipeline().addFirst(NAME, this);
    }

    /** The head of a request was read. */
    void begin() {
        inEventLoop(() -> {
            resting = false;
            exchanges++;
        });
    }

    /** The request was read; nothing more is until its response is sent. */
    void hold() {
        inEventLoop(() -> {
            if (!streaming) {
                held = true;
                channel.config().setAutoRead(false);
            }
        });
    }

    /** The response is a stream, which ends when one side wishes so. */
    void stream() {
        inEventLoop(() -> {
            streaming = true;
            strayBytes = 0;
            release();
            allow(UNLIMITED);
        });
    }

    /** The response was written. */
    void end() {
        inEventLoop(() -> {
            streaming = false;
            allow(peers.exchangeNanos());
            int ended = exchanges;
            // once all that was written before has been sent
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> {
                if (exchanges == ended) {
                    resting = true;
                    allow(peers.idleNanos());
                }
            });
            release();
        });
    }

    private void release() {
        if (held) {
            held = false;
            channel.config().setAutoRead(true);
        }
    }

    private void inEventLoop(Runnable change) {
        if (channel.eventLoop().inEventLoop()) {
            change.run();
        } else {
            try {
                channel.eventLoop().execute(change);
            } catch (RejectedExecutionException shuttingDown) {
                // the connection ends with its event loop
            }
        }
    }

    private void allow(long nanos) {
        long now = System.nanoTime();
        deadlineNanos = now + nanos;
        sinceNanos = now;
    }

    boolean isOverdue(long nowNanos) {
        return nowNanos - deadlineNanos > 0;
    }

    /** Returns since when the connection has been in its present state. */
    long sinceNanos() {
        return sinceNanos;
    }

    /** Closes the connection from any thread, without waiting until what was written has been sent, as Vert.x would. */
    void close() {
        ChannelHandlerContext own = channel.pipeline().context(this);
        if (own != null) {
            own.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (resting) {
            resting = false;
            allow(peers.exchangeNanos());
        }
        if (!headsChecked && channel.pipeline().get(DECODER) != null) {
            headsChecked = true;
            channel.pipeline().addAfter(DECODER, HeadCheck.NAME, HEAD_CHECK);
        }
        if (streaming && message instanceof ByteBuf bytes) {
            strayBytes += bytes.readableBytes();
            if (strayBytes > MAX_STRAY_BYTES) {
                bytes.release();
                close();
                return;
            }
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (streaming) {
            allow(channel.isWritable() ? UNLIMITED : peers.exchangeNanos());
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        peers.remove(this);
    }
}
