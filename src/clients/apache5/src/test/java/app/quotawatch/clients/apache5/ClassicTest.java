package app.quotawatch.clients.apache5;

import app.quotawatch.tck.http.Ability;
import app.quotawatch.tck.http.ClientSetup;
import app.quotawatch.tck.http.ClientUnderTest;
import app.quotawatch.tck.http.HttpClientContract;

/** The contract, with the classic client. */
class ClassicTest extends HttpClientContract {

    @Override
    protected ClientUnderTest build(ClientSetup setup) {
        return new ClassicClient(setup);
    }

    @Override
    public boolean can(Ability ability) {
        return ability != Ability.HTTP2 && ability != Ability.HTTP2_TLS && ability != Ability.INTERRUPT;
    }
}
