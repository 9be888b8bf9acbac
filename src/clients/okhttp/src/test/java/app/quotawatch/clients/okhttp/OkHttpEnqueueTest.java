package app.quotawatch.clients.okhttp;

import app.quotawatch.tck.http.Ability;
import app.quotawatch.tck.http.ClientSetup;
import app.quotawatch.tck.http.ClientUnderTest;
import app.quotawatch.tck.http.HttpClientContract;
import app.quotawatch.tck.http.Outcome;

/** The contract, with {@code Call.enqueue}. */
class OkHttpEnqueueTest extends HttpClientContract {

    @Override
    protected ClientUnderTest build(ClientSetup setup) {
        return new OkHttpTestClient(setup, true);
    }

    @Override
    public boolean can(Ability ability) {
        return OkHttpTestClient.can(ability);
    }

    @Override
    public boolean isSame(Outcome outcome, Outcome expected) {
        return OkHttpTestClient.isSame(outcome, expected);
    }
}
