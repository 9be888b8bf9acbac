package app.quotawatch.server.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import app.quotawatch.server.config.ServerConfig;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/** The connections of this server, limited in number; those that take too long are closed. Thread-safe. */
@Singleton
final class Peers {

    /*
     * Vert.x knows idle connections only, where each byte begins a new time, and no hook at which every connection passes. So this
     * joins the pipeline of the listening channels, through which Netty hands over what it has accepted: those of the pages, of
     * TLS and of the management interface alike.
     */

    private static final String NAME = "quotawatch-peers";
    private static final long WATCH_MILLIS = 250;

    private final VertxInternal vertx;
    private final long exchangeNanos;
    private final long idleNanos;
    private final int max;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Peer> open = new LinkedHashSet<>();

    @Inject
    Peers(Vertx vertx, ServerConfig config) {
        this.vertx = (VertxInternal) vertx;
        this.exchangeNanos = config.server().exchangeTimeout().toNanos();
        this.idleNanos = config.server().idleTimeout().toNanos();
        this.max = config.server().connections();
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(WATCH_MILLIS, timer -> watch());
    }

    long exchangeNanos() {
        return exchangeNanos;
    }

    long idleNanos() {
        return idleNanos;
    }

    private void watch() {
        inAcceptors(this::join);
        long now = System.nanoTime();
        for (Peer peer : snapshot()) {
            if (peer.isOverdue(now)) {
                peer.close();
            }
        }
    }

    private interface Visitor {

        void visit(Channel listening);
    }

    private void inAcceptors(Visitor visitor) {
        for (EventExecutor executor : vertx.getAcceptorEventLoopGroup()) {
            if (executor instanceof SingleThreadEventLoop acceptor && !acceptor.isShuttingDown()) {
                acceptor.execute(() -> {
                    Iterator<Channel> listening = acceptor.registeredChannelsIterator();
                    while (listening.hasNext()) {
                        visitor.visit(listening.next());
                    }
                });
            }
        }
    }

    private void join(Channel listening) {
        if (listening.pipeline().get(NAME) == null) {
            listening.pipeline().addFirst(NAME, new Accepted());
        }
    }

    private void leave(Channel listening) {
        if (listening.pipeline().get(NAME) != null) {
            listening.pipeline().remove(NAME);
        }
    }

    /** Adds a connection; if there are too many, the one that has been in its state longest is closed. */
    private void add(Peer peer) {
        Peer replaced = null;
        lock.lock();
        try {
            if (open.size() >= max) {
                replaced = longest();
                open.remove(replaced);
            }
            open.add(peer);
        } finally {
            lock.unlock();
        }
        if (replaced != null) {
            replaced.close();
        }
    }

    private @Nullable Peer longest() {
        Peer longest = null;
        for (Peer candidate : open) {
            if (longest == null || candidate.sinceNanos() - longest.sinceNanos() < 0) {
                longest = candidate;
            }
        }
        return longest;
    }

    void remove(Peer peer) {
        lock.lock();
        try {
            open.remove(peer);
        } finally {
            lock.unlock();
        }
    }

    private List<Peer> snapshot() {
        lock.lock();
        try {
            return new ArrayList<>(open);
        } finally {
            lock.unlock();
        }
    }

    @PreDestroy
    void stop() {
        inAcceptors(this::leave);
    }

    @Sharable
    private final class Accepted extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Channel accepted) {
                Peer peer = new Peer(Peers.this, accepted);
                add(peer);
                peer.watch();
            }
            context.fireChannelRead(message);
        }
    }
}
