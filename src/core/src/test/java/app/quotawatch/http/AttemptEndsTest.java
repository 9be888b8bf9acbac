package app.quotawatch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.faults.Fault;
import app.quotawatch.testing.faults.Faults;
import app.quotawatch.testing.faults.FaultyServer;

/** Everything that ends an attempt: its deadline, an interrupt, an abort, a peer that is not there. */
class AttemptEndsTest {

    private static final byte[] MEGABYTES = new byte[64_000_000];

    private static Stream<Fault> peersThatKeepAnAttemptWaiting() {
        return Stream.of(Faults.acceptAndIgnore(), Faults.hang(), Faults.drip(),
                Faults.respondAndHold("HTTP/1.1 202 Accepted\r\nContent-Length: 9\r\n\r\nhalf"),
                Faults.respondAndHold("HTTP/1.1 202 Accepted\r\nX-Half: he"),
                Faults.respondAndHold("SSH without an end of line"));
    }

    @ParameterizedTest
    @MethodSource("peersThatKeepAnAttemptWaiting")
    void deadline_endsTheAttempt(Fault fault) {
        try (FaultyServer server = FaultyServer.start(fault, request -> {})) {
            HttpSender sender = Posts.sender(server.url());
            assertThatThrownBy(() -> sender.post(UUID.randomUUID(), Posts.BODY, Posts.SHORT))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void peerThatNeverReads_holdsARequestNoLongerThanItsDeadline() {
        try (FaultyServer server = FaultyServer.start(Faults.acceptAndIgnore(), request -> {})) {
            HttpSender sender = Posts.sender(server.url());
            assertThatThrownBy(() -> sender.post(UUID.randomUUID(), MEGABYTES, Posts.SHORT))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void responseBeforeTheRequestIsRead_isTheResponse() throws IOException {
        try (FaultyServer server = FaultyServer.start(connection -> {
            connection.write("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
            connection.pause(Long.MAX_VALUE);
        }, request -> {})) {
            HttpSender.Response response = Posts.sender(server.url()).post(UUID.randomUUID(), MEGABYTES,
                    Posts.FOREVER);
            assertThat(response.status()).isEqualTo(413);
            assertThat(response.body()).asString().isEqualTo("big");
        }
    }

    @ParameterizedTest
    @MethodSource("peersThatKeepAnAttemptWaiting")
    void abort_endsTheAttempt_andEveryLaterOne(Fault fault) throws InterruptedException {
        try (FaultyServer server = FaultyServer.start(fault, request -> {})) {
            HttpSender sender = Posts.sender(server.url());
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread thread = posting(sender, failure);
            await().until(() -> server.requests() == 1);
            sender.abort();
            thread.join();
            assertThat(failure.get()).isExactlyInstanceOf(AsynchronousCloseException.class);
            assertThatThrownBy(() -> Posts.post(sender)).isExactlyInstanceOf(AsynchronousCloseException.class);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("peersThatKeepAnAttemptWaiting")
    void interrupt_endsTheAttempt_andTheNextOneSucceeds(Fault fault) throws Exception {
        try (FaultyServer server = FaultyServer.start(fault, request -> {})) {
            HttpSender sender = Posts.sender(server.url());
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread thread = posting(sender, failure);
            await().until(() -> server.requests() == 1);
            thread.interrupt();
            thread.join();
            assertThat(failure.get()).isInstanceOf(ClosedByInterruptException.class)
                    .hasSuppressedException(new IllegalStateException("still interrupted"));
            server.behave(Faults.none());
            assertThat(Posts.post(sender).status()).isEqualTo(202);
            sender.close();
        }
    }

    private static Thread posting(HttpSender sender, AtomicReference<Throwable> failure) {
        Thread thread = new Thread(() -> {
            try {
                Posts.post(sender);
            } catch (IOException | RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    e.addSuppressed(new IllegalStateException("still interrupted"));
                }
                failure.set(e);
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void refusedConnection_andUnknownHost_areFailures() {
        assertThatThrownBy(() -> Posts.post(Posts.sender(IngestDouble.unreachable())))
                .isInstanceOf(ConnectException.class).hasMessage("connection refused");
        assertThatThrownBy(() -> Posts.post(Posts.sender(URI.create("http://no-such-host.invalid"))))
                .isInstanceOf(UnknownHostException.class).hasMessage("unknown host");
    }

    @Test
    void literalAddress_needsNoLookUp() throws IOException {
        try (FaultyServer server = FaultyServer.start(Faults.none(), request -> {})) {
            HttpSender sender = Posts.sender(URI.create("http://127.0.0.1:" + server.port()));
            assertThat(Posts.post(sender).status()).isEqualTo(202);
            sender.close();
        }
    }

    @Test
    void preparation_sendsNothing() {
        try (FaultyServer server = FaultyServer.start(Faults.none(), request -> {})) {
            Posts.sender(server.url()).prepare();
            Posts.sender(URI.create("https://localhost:" + server.port())).prepare();
            assertThat(server.connections()).isZero();
        }
    }
}
