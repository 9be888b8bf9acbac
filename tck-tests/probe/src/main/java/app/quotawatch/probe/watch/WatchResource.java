package app.quotawatch.probe.watch;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import app.quotawatch.ApiCall;
import app.quotawatch.QuotaWatch;
import app.quotawatch.quota.ApiQuota;

/** Uses the injected QuotaWatch. */
@Path("watch")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class WatchResource {

    @Inject
    QuotaWatch quotaWatch;

    @Inject
    FailedCalls failedCalls;

    /** Flushes and returns the outcome. */
    @GET
    @Path("flush")
    public String flush() {
        return quotaWatch.flush().outcome().name();
    }

    /** Records a call manually. */
    @GET
    @Path("record")
    public String record(@QueryParam("api") String api) {
        quotaWatch.record(ApiCall.builder(api).endpoint("/by-hand").method("GET").status(200)
                .latency(Duration.ofMillis(1)).build());
        return "recorded";
    }

    /** Returns the quotas as they are, for the server to write as JSON. */
    @GET
    @Path("quotas")
    @Produces(MediaType.APPLICATION_JSON)
    public List<ApiQuota> quotas() {
        return quotaWatch.quotas();
    }

    /** Returns the calls that received no response, one per line. */
    @GET
    @Path("failures")
    public String failures() {
        return failedCalls.text();
    }

    /** Returns the delivery statistics. */
    @GET
    @Path("stats")
    public String stats() {
        return quotaWatch.deliveryStats().toString();
    }
}
