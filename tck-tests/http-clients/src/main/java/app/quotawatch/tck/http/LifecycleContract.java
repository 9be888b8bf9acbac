package app.quotawatch.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Clients may be older than QuotaWatch and may outlive it. */
public interface LifecycleContract extends Contract {

    @Test
    default void clientThatIsOlderThanQuotaWatch_isObservedOnceItHasStarted() throws Exception {
        ClientUnderTest client = client(ClientSetup.observed());
        assertThat(client.call(HttpCall.get(world().url("/v1/early"))).read()).isNotEmpty();

        world().start();
        client.call(HttpCall.get(world().url("/v1/things"))).read();

        assertThat(world().recorded().only().endpoint()).isEqualTo("/v1/things");
    }

    @Test
    default void clientThatOutlivesQuotaWatch_worksOn() throws Exception {
        ClientUnderTest client = observed();
        client.call(HttpCall.get(world().url("/v1/things"))).read();
        world().recorded().only();

        world().quotaWatch().close();
        assertThat(client.call(HttpCall.get(world().url("/v1/late"))).read()).isNotEmpty();

        world().recorded().only();
    }

    @Test
    default void clientThatWasClosed_behavesAsBefore() throws Exception {
        needs(Ability.CLOSE);
        world().start();
        ClientUnderTest plain = client(ClientSetup.observed().times(0));
        ClientUnderTest observed = client(ClientSetup.observed());
        HttpCall call = HttpCall.get(world().url("/v1/things"));
        plain.call(call).read();
        observed.call(call).read();

        plain.close();
        observed.close();

        Outcome expected = Outcome.of(() -> plain.call(call));
        assertThat(Outcome.of(() -> observed.call(call))).isEqualTo(expected);
        assertThat(expected.failure()).isNotEmpty();
        assertThat(world().upstream().requests()).isEqualTo(2);
        assertThat(world().recorded().calls()).hasSize(1);
    }
}
