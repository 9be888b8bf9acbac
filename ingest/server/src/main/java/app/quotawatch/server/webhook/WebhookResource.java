package app.quotawatch.server.webhook;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.server.rest.Input;
import app.quotawatch.server.rest.PathNumber;
import app.quotawatch.server.rest.Problems;
import app.quotawatch.server.rest.Timestamps;

/** One webhook and its deliveries. */
@Path("/admin/webhooks/{id}")
@Produces(MediaType.APPLICATION_JSON)
final class WebhookResource {

    private final Webhooks webhooks;
    private final DeliveryLog deliveries;

    @Inject
    WebhookResource(Webhooks webhooks, DeliveryLog deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    @DELETE
    public Response delete(@PathParam("id") String id) {
        webhooks.delete(require(id).id());
        return Response.noContent().build();
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(@PathParam("id") String id, byte[] body) {
        Webhook webhook = require(id);
        Problems problems = new Problems();
        Input input = Input.object(body, problems);
        boolean active = input.flag("active");
        input.rejectUnknown();
        problems.throwIfAny();
        webhooks.activate(webhook.id(), active);
        return Response.noContent().build();
    }

    @POST
    @Path("/test")
    public Response test(@PathParam("id") String id) {
        return Response.accepted(new TestView(webhooks.test(require(id)))).build();
    }

    @GET
    @Path("/deliveries")
    public List<DeliveryView> deliveries(@PathParam("id") String id) {
        List<DeliveryView> views = new ArrayList<>();
        for (Delivery delivery : deliveries.newest(require(id).id())) {
            views.add(new DeliveryView(delivery.id(), delivery.event(), Timestamps.of(delivery.createdAt()),
                    delivery.status(),
                    delivery.attempts(), delivery.lastStatus(), delivery.lastError(),
                    Timestamps.ofNullable(delivery.nextAt())));
        }
        return views;
    }

    private Webhook require(String id) {
        return PathNumber.parse(id).flatMap(webhooks::byId)
                .orElseThrow(() -> HttpProblem.notFound("no webhook has this number"));
    }

    record TestView(String delivery) {}

    record DeliveryView(String id, String event, String createdAt, String status, int attempts,
            @Nullable Integer lastStatus, @Nullable String lastError, @Nullable String nextAt) {}
}
