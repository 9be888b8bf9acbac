package app.quotawatch.clients.jdk;

import app.quotawatch.tck.http.Ability;
import app.quotawatch.tck.http.ClientSetup;
import app.quotawatch.tck.http.ClientUnderTest;
import app.quotawatch.tck.http.HttpClientContract;
import app.quotawatch.tck.http.Outcome;

/** The contract, with {@code HttpClient.sendAsync}. */
class JdkSendAsyncTest extends HttpClientContract {

    @Override
    protected ClientUnderTest build(ClientSetup setup) {
        return new JdkClient(setup, true);
    }

    @Override
    public boolean can(Ability ability) {
        return ability == Ability.CANCEL || JdkClient.can(ability);
    }

    @Override
    public boolean isSame(Outcome outcome, Outcome expected) {
        return JdkClient.isSame(outcome, expected);
    }
}
