package app.quotawatch.server.view;

import java.time.InstantSource;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;

/** What the dashboard reads. Who may read it is checked before. */
@Path("/v1")
@Blocking
final class ViewResource {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private final Views views;
    private final Streams streams;
    private final InstantSource clock = InstantSource.system();

    @Inject
    ViewResource(Views views, Streams streams) {
        this.views = views;
        this.streams = streams;
    }

    @GET
    @Path("summary")
    @Produces(MediaType.APPLICATION_JSON)
    public Response summary(@Context UriInfo uri) {
        Query query = Query.of(uri, "project");
        int project = query.project();
        query.throwIfWrong();
        return json(views.summary(project));
    }

    @GET
    @Path("events")
    @Produces(MediaType.APPLICATION_JSON)
    public Response events(@Context UriInfo uri) {
        Query query = Query.of(uri, "project", "api", "before", "limit");
        int project = query.project();
        String api = query.text("api");
        Position before = query.position("before");
        int limit = (int) query.whole("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        query.throwIfWrong();
        return json(views.events(project, api, before, limit));
    }

    @GET
    @Path("stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> stream(@Context UriInfo uri, @Context Sse sse) {
        Query query = Query.of(uri, "project");
        int project = query.project();
        query.throwIfWrong();
        return streams.open(project, sse);
    }

    @GET
    @Path("range")
    @Produces(MediaType.APPLICATION_JSON)
    public Response range(@Context UriInfo uri) {
        Query query = Query.of(uri, "project", "from", "to", "range");
        int project = query.project();
        TimeRange range = query.range(clock.instant());
        query.throwIfWrong();
        return json(views.range(project, range));
    }

    @GET
    @Path("api")
    @Produces(MediaType.APPLICATION_JSON)
    public Response api(@Context UriInfo uri) {
        Query query = Query.of(uri, "project", "api", "environment", "from", "to", "range");
        int project = query.project();
        String api = query.required("api");
        String environment = query.required("environment");
        TimeRange range = query.range(clock.instant());
        query.throwIfWrong();
        return json(views.api(project, api, environment, range));
    }

    private static Response json(byte[] document) {
        return Response.ok(document, MediaType.APPLICATION_JSON_TYPE).header("Cache-Control", "no-store").build();
    }
}
