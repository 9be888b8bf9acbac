package app.quotawatch.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;

import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatch;
import app.quotawatch.testing.Calls;

/** A user's test with weld-junit, with QuotaWatch on the class path and no configuration. */
@EnableWeld
class UsersWeldTest {

    @ApplicationScoped
    static class Shop {

        @Inject
        QuotaWatch quotaWatch;

        FlushResult order() {
            quotaWatch.record(Calls.call(1));
            return quotaWatch.flush();
        }
    }

    @WeldSetup
    WeldInitiator weld = WeldInitiator.of(new Weld().addBeanClass(Shop.class));

    @Inject
    Shop shop;

    @Inject
    QuotaWatch quotaWatch;

    @Test
    void beanUnderTest_usesAQuotaWatchThatSendsNothing() {
        assertThat(shop.order().outcome()).isEqualTo(FlushResult.Outcome.NOT_SENDING);
        assertThat(quotaWatch.deliveryStats().keptLocal()).isEqualTo(1);
    }

    @Test
    void eachTest_hasItsOwnQuotaWatch() {
        assertThat(quotaWatch.deliveryStats().recorded()).isZero();
    }
}
