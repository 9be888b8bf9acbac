package app.quotawatch.microprofile;

import java.util.function.Supplier;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import app.quotawatch.QuotaWatch;
import io.quarkus.runtime.StartupEvent;

/** A bean of each observed deployment, which adds the account of its QuotaWatch to the run. */
@Singleton
public final class AccountKeeper {

    /* The accounts of the run are in the class loader that runs the tests. */
    void keep(@Observes StartupEvent event, QuotaWatch quotaWatch) throws ReflectiveOperationException {
        ClassLoader.getSystemClassLoader()
                .loadClass(Accounts.class.getName())
                .getMethod("add", Supplier.class)
                .invoke(null, Accounts.of(quotaWatch));
    }
}
