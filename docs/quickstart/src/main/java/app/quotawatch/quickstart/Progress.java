package app.quotawatch.quickstart;

import java.time.Instant;
import java.util.OptionalLong;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import app.quotawatch.DeliveryStats;
import app.quotawatch.QuotaWatch;
import app.quotawatch.fake.FakeApi;
import app.quotawatch.quickstart.upstreams.Upstreams;

/** Formats the calls that the upstreams served, and how many of them QuotaWatch recorded and delivered. */
@Dependent
class Progress {

    static final String HEADING = """
                     OpenAI             GitHub         |              QuotaWatch
               s   200   429   500    200   429   500  |  recorded delivered  buffered   dropped   tightest window
            """;

    @Inject
    QuotaWatch quotaWatch;

    String line(long second, Upstreams upstreams) {
        FakeApi openAi = upstreams.openAi();
        FakeApi gitHub = upstreams.gitHub();
        DeliveryStats stats = quotaWatch.deliveryStats();
        return String.format("%4d %5d %5d %5d  %5d %5d %5d  | %9d %9d %9d %9d   %s", second,
                openAi.served(), openAi.rejected(), openAi.failed(),
                gitHub.served(), gitHub.rejected(), gitHub.failed(),
                stats.recorded(), stats.delivered(), stats.buffered() + stats.inFlight(), stats.droppedInTotal(),
                Tightest.of(quotaWatch.quotas(), Instant.now()));
    }

    Outcome outcome(Upstreams upstreams, OptionalLong stored) {
        DeliveryStats stats = quotaWatch.deliveryStats();
        return new Outcome(upstreams.openAi().requests() + upstreams.gitHub().requests(), stats.recorded(),
                stats.delivered(), stats.droppedInTotal(), stored);
    }
}
