package app.quotawatch.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.Selector;

import org.jspecify.annotations.Nullable;

/** Finds the addresses of a host, one look-up at a time. Used by one thread at a time. */
final class NameLookup {

    /*
     * The JDK's resolver has no deadline and ignores interrupts, so it runs on a thread of its own, which ends with the look-up. One
     * that hangs is not started again but waited for by the next attempt: a broken resolver must not collect threads.
     */
    private @Nullable Lookup running;

    /** Returns the host's addresses, at least one. */
    InetAddress[] addresses(String host, TcpSocket waiting, Attempt attempt) throws IOException {
        if (isLiteral(host)) {
            return new InetAddress[]{InetAddress.getByName(host)};
        }
        Lookup lookup = lookup(host, waiting.selector());
        while (!lookup.done) {
            waiting.awaitWakeup(attempt);
        }
        running = null;
        return lookup.result();
    }

    private Lookup lookup(String host, Selector selector) throws IOException {
        Lookup current = running;
        if (current != null && !current.done) {
            current.waiting = selector;
            if (current.host.equals(host)) {
                return current;
            }
            throw new IOException("the look-up of another host is still in progress");
        }
        Lookup started = new Lookup(host, selector);
        Thread thread = new Thread(null, started, "quotawatch-dns", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.start();
        running = started;
        return started;
    }

    /* Only what the JDK is certain to take for a literal, because everything else may be looked up. */
    static boolean isLiteral(String host) {
        if (host.indexOf(':') >= 0) {
            return true;
        }
        int dots = 0;
        int value = -1;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '.' && value >= 0) {
                dots++;
                value = -1;
            } else if (c >= '0' && c <= '9') {
                value = Math.max(value, 0) * 10 + c - '0';
            } else {
                return false;
            }
            if (value > 255) {
                return false;
            }
        }
        return dots == 3 && value >= 0;
    }

    private static final class Lookup implements Runnable {

        private final String host;
        private volatile Selector waiting;
        private volatile boolean done;
        private InetAddress @Nullable [] addresses;

        Lookup(String host, Selector waiting) {
            this.host = host;
            this.waiting = waiting;
        }

        @Override
        public void run() {
            try {
                addresses = InetAddress.getAllByName(host);
            } catch (Throwable unknown) { // no addresses is the result; nobody is to hear of it from the thread
                addresses = null;
            } finally {
                done = true;
                waiting.wakeup();
            }
        }

        InetAddress[] result() throws UnknownHostException {
            InetAddress[] found = addresses;
            if (found == null || found.length == 0) {
                throw new UnknownHostException("unknown host");
            }
            return found;
        }
    }
}
