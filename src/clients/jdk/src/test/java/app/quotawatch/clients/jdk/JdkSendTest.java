package app.quotawatch.clients.jdk;

import app.quotawatch.tck.http.Ability;
import app.quotawatch.tck.http.ClientSetup;
import app.quotawatch.tck.http.ClientUnderTest;
import app.quotawatch.tck.http.HttpClientContract;
import app.quotawatch.tck.http.Outcome;

/** The contract, with {@code HttpClient.send}. */
class JdkSendTest extends HttpClientContract {

    @Override
    protected ClientUnderTest build(ClientSetup setup) {
        return new JdkClient(setup, false);
    }

    @Override
    public boolean can(Ability ability) {
        return ability == Ability.INTERRUPT || JdkClient.can(ability);
    }

    @Override
    public boolean isSame(Outcome outcome, Outcome expected) {
        return JdkClient.isSame(outcome, expected);
    }
}
