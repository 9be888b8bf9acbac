package app.quotawatch.microprofile;

import jakarta.enterprise.inject.spi.CDI;

import org.jboss.arquillian.container.spi.event.container.BeforeUnDeploy;
import org.jboss.arquillian.core.api.annotation.Observes;

import app.quotawatch.QuotaWatch;

/** Keeps the QuotaWatch of each deployment that ends; its account remains readable after it is closed. */
final class EndOfDeployment {

    void keep(@Observes BeforeUnDeploy event) {
        Accounts.add(CDI.current().select(QuotaWatch.class).get());
    }
}
