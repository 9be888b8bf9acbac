package app.quotawatch.event;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Derives why a call failed from the exception that its client throws. */
final class FailureCause {

    /*
     * Clients wrap exceptions in their own, and often wrap a specific cause in a general one, so the most specific of all causes
     * counts.
     * The exceptions of HTTP engines that may be absent are recognised by name.
     */
    private static final int DEEPEST = 20;

    private FailureCause() {}

    static FailureKind kindOf(Throwable failure) {
        Clue best = Clue.NOTHING;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            Clue clue = Clue.of(cause);
            if (clue.ordinal() < best.ordinal()) {
                best = clue;
            }
            cause = cause.getCause();
        }
        return best.kind;
    }

    /** What one exception indicates; the most specific first. */
    private enum Clue {

        HOST(FailureKind.UNKNOWN_HOST),
        CONNECT_TIMEOUT(FailureKind.CONNECT_TIMEOUT),
        TIMEOUT(FailureKind.READ_TIMEOUT),
        HANDSHAKE(FailureKind.TLS),
        CANCELLED(FailureKind.CANCELLED),
        REFUSED(FailureKind.CONNECTION_REFUSED),
        RESET(FailureKind.CONNECTION_RESET),
        SECURE_LAYER(FailureKind.TLS),
        NOTHING(FailureKind.OTHER);

        private final FailureKind kind;

        Clue(FailureKind kind) {
            this.kind = kind;
        }

        static Clue of(Throwable cause) {
            String name = cause.getClass().getSimpleName();
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return HOST;
            }
            if (name.contains("ConnectTimeout") || name.contains("ConnectionPoolTimeout")) {
                return CONNECT_TIMEOUT;
            }
            if (cause instanceof SocketTimeoutException || cause instanceof ConnectException) {
                return ofConnecting(cause);
            }
            if (cause instanceof TimeoutException || name.endsWith("TimeoutException") || isCallTimeout(cause)) {
                return TIMEOUT;
            }
            if (cause instanceof CancellationException || cause instanceof InterruptedException
                    || cause instanceof InterruptedIOException || cause instanceof ClosedByInterruptException) {
                return CANCELLED;
            }
            return ofConnection(cause, name);
        }

        /* OkHttp's, of a call as a whole. */
        private static boolean isCallTimeout(Throwable cause) {
            return cause.getClass() == InterruptedIOException.class && "timeout".equals(cause.getMessage());
        }

        private static Clue ofConnecting(Throwable cause) {
            String message = message(cause);
            if (cause instanceof ConnectException) {
                return message.contains("timed out") ? CONNECT_TIMEOUT : REFUSED;
            }
            return message.contains("connect") ? CONNECT_TIMEOUT : TIMEOUT;
        }

        private static Clue ofConnection(Throwable cause, String name) {
            if (cause instanceof SSLException) {
                boolean handshake = cause instanceof SSLHandshakeException
                        || cause instanceof SSLPeerUnverifiedException;
                return handshake ? HANDSHAKE : SECURE_LAYER;
            }
            if (cause instanceof NoRouteToHostException) {
                return REFUSED;
            }
            boolean reset = cause instanceof SocketException || cause instanceof EOFException
                    || cause instanceof ClosedChannelException || name.contains("NoHttpResponse")
                    || name.contains("ConnectionClosed") || name.contains("HttpClosed")
                    || cause instanceof IOException && indicatesReset(message(cause));
            return reset ? RESET : NOTHING;
        }

        private static boolean indicatesReset(String message) {
            return message.contains("reset") || message.contains("broken pipe") || message.contains("closed")
                    || message.contains("received no bytes") || message.contains("end of file")
                    || message.contains("eof");
        }

        private static String message(Throwable cause) {
            return cause.getMessage() == null ? "" : cause.getMessage().toLowerCase(Locale.ROOT);
        }
    }
}
