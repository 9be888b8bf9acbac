package app.quotawatch.ingest.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/** The open connections, limited in number. */
final class Connections {

    private final int max;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Connection> open = new LinkedHashSet<>();

    Connections(int max) {
        this.max = max;
    }

    /** Adds a connection; if there are too many, the one that has been in its state longest is closed. */
    void add(Connection connection) {
        @Nullable
        Connection replaced = null;
        lock.lock();
        try {
            if (open.size() >= max) {
                for (Connection candidate : open) {
                    if (replaced == null || candidate.sinceNanos() - replaced.sinceNanos() < 0) {
                        replaced = candidate;
                    }
                }
                open.remove(replaced);
            }
            open.add(connection);
        } finally {
            lock.unlock();
        }
        if (replaced != null) {
            replaced.close();
        }
    }

    void remove(Connection connection) {
        lock.lock();
        try {
            open.remove(connection);
        } finally {
            lock.unlock();
        }
    }

    void closeIf(Predicate<Connection> condition) {
        for (Connection connection : snapshot()) {
            if (condition.test(connection)) {
                connection.close();
            }
        }
    }

    private List<Connection> snapshot() {
        lock.lock();
        try {
            return new ArrayList<>(open);
        } finally {
            lock.unlock();
        }
    }
}
