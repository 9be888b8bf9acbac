package app.quotawatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the exceptions of HTTP engines mean; that clients throw them is shown by the conformance suite. */
class FailureKindTest {

    static Stream<Arguments> causes() {
        return Stream.of(
                arguments(FailureKind.UNKNOWN_HOST, new UnknownHostException("nowhere.invalid")),
                arguments(FailureKind.UNKNOWN_HOST, because(new ConnectException(), new UnresolvedAddressException())),
                arguments(FailureKind.CONNECTION_REFUSED, new ConnectException("Connection refused")),
                arguments(FailureKind.CONNECTION_REFUSED,
                        because(new ConnectException(), new ClosedChannelException())),
                arguments(FailureKind.CONNECTION_REFUSED, new NoRouteToHostException("No route to host")),
                arguments(FailureKind.CONNECT_TIMEOUT, new ConnectException("Connection timed out")),
                arguments(FailureKind.CONNECT_TIMEOUT, new SocketTimeoutException("Connect timed out")),
                arguments(FailureKind.CONNECT_TIMEOUT, new HttpConnectTimeoutException("HTTP connect timed out")),
                arguments(FailureKind.READ_TIMEOUT, new SocketTimeoutException("Read timed out")),
                arguments(FailureKind.READ_TIMEOUT, new HttpTimeoutException("request timed out")),
                arguments(FailureKind.READ_TIMEOUT, because(new HttpTimeoutException("request timed out"),
                        new IOException("connection closed locally"))),
                arguments(FailureKind.READ_TIMEOUT, new TimeoutException()),
                arguments(FailureKind.READ_TIMEOUT, because(new SSLException("Read timed out"),
                        new SocketTimeoutException("Read timed out"))),
                arguments(FailureKind.TLS, new SSLHandshakeException("PKIX path building failed")),
                arguments(FailureKind.TLS, because(new SSLHandshakeException("Remote host terminated the handshake"),
                        new EOFException())),
                arguments(FailureKind.TLS, new SSLException("Unsupported or unrecognized SSL message")),
                arguments(FailureKind.CONNECTION_RESET, because(new SSLException("Connection reset"),
                        new SocketException("Connection reset"))),
                arguments(FailureKind.CONNECTION_RESET, new SocketException("Connection reset")),
                arguments(FailureKind.CONNECTION_RESET, new SocketException("Unexpected end of file from server")),
                arguments(FailureKind.CONNECTION_RESET, new IOException("HTTP/1.1 header parser received no bytes")),
                arguments(FailureKind.CANCELLED, new CancellationException()),
                arguments(FailureKind.CANCELLED, new InterruptedException()),
                arguments(FailureKind.CANCELLED, new InterruptedIOException()),
                arguments(FailureKind.READ_TIMEOUT, new InterruptedIOException("timeout")),
                arguments(FailureKind.OTHER, new IllegalStateException("no writer for this entity")),
                arguments(FailureKind.OTHER, new IOException()));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void cause_determinesTheKind_howeverDeepItIs(FailureKind kind, Throwable cause) {
        assertThat(FailureKind.of(cause)).isEqualTo(kind);
        assertThat(FailureKind.of(new IOException(new RuntimeException(cause)))).isEqualTo(kind);
    }

    @Test
    void cyclicCauses_end() {
        Exception one = new Exception("one");
        Exception other = new Exception("other", one);
        one.initCause(other);

        assertThat(FailureKind.of(one)).isEqualTo(FailureKind.OTHER);
    }

    private static Throwable because(Throwable effect, Throwable cause) {
        return effect.initCause(cause);
    }
}
