package app.quotawatch.observe;

import java.util.Optional;

import app.quotawatch.QuotaWatch;
import app.quotawatch.spi.ClientObserver;

/** What one application has of QuotaWatch. Compared by identity. */
public final class Application {

    private final ClientObserver observer;
    private final QuotaWatch quotaWatch;

    private Application(ClientObserver observer, QuotaWatch quotaWatch) {
        this.observer = observer;
        this.quotaWatch = quotaWatch;
    }

    /** Returns an application whose calls this observer takes. */
    public static Application observed(ClientObserver observer, QuotaWatch quotaWatch) {
        return new Application(observer, quotaWatch);
    }

    /** Returns an application that is not to be observed: without it, another one beside it would get its calls. */
    public static Application excluded() {
        return new Application(new NoObserver(), null);
    }

    /** Returns what takes the application's calls. */
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
