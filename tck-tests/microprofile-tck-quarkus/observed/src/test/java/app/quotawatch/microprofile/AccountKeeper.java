package app.quotawatch.microprofile;

import java.util.function.Supplier;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import app.quotawatch.QuotaWatch;
import io.quarkus.runtime.StartupEvent;

/** A bean of each deployment that is observed, by which the run has the account of its QuotaWatch. */
@Singleton
public final class AccountKeeper {

    /* The accounts of the run are those of the class loader that runs the tests. */
    void keep(@Observes StartupEvent event, QuotaWatch quotaWatch) throws ReflectiveOperationException {
        ClassLoader.getSystemClassLoader()
                .loadClass(Accounts.class.getName())
                .getMethod("add", Supplier.class)
                .invoke(null, Accounts.of(quotaWatch));
    }
}
