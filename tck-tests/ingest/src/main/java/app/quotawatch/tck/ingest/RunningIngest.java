package app.quotawatch.tck.ingest;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** An ingest that a test started, and what became of the batches that were sent since then. */
public interface RunningIngest extends AutoCloseable {

    /** Returns its origin. */
    URI uri();

    /** Returns the only project key that it accepts. */
    String key();

    /** Returns how many events it has stored. */
    long received();

    /** Returns how many batches it has stored, each once. */
    long batches();

    /** Returns how many batches it has rejected. */
    long rejected();

    /** Returns the stored events, oldest first. */
    List<StoredCall> stored();

    /** Returns how many events senders reported as dropped for this reason; null if it does not keep that. */
    default @Nullable Long dropped(String reason) {
        return null;
    }

    @Override
    void close();
}
