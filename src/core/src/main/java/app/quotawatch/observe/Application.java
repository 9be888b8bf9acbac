package app.quotawatch.observe;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import app.quotawatch.QuotaWatch;
import app.quotawatch.spi.ClientObserver;

/** One application's observer and QuotaWatch. Compared by identity. */
public final class Application {

    private final ClientObserver observer;
    private final @Nullable QuotaWatch quotaWatch;

    private Application(ClientObserver observer, @Nullable QuotaWatch quotaWatch) {
        this.observer = observer;
        this.quotaWatch = quotaWatch;
    }

    /** Returns an application whose calls go to this observer. */
    public static Application observed(ClientObserver observer, QuotaWatch quotaWatch) {
        return new Application(observer, quotaWatch);
    }

    /** Returns an application that is not to be observed: otherwise its calls would go to another application that shares this class. */
    public static Application excluded() {
        return new Application(new NoObserver(), null);
    }

    /** Returns the observer of the application's calls. */
    public ClientObserver observer() {
        return observer;
    }

    /** Returns the application's QuotaWatch; empty if it is excluded. */
    public Optional<QuotaWatch> quotaWatch() {
        return Optional.ofNullable(quotaWatch);
    }

    /** Returns whether the application is not to be observed. */
    public boolean isExcluded() {
        return quotaWatch == null;
    }
}
