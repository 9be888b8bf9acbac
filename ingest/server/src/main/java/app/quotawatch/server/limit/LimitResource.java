package app.quotawatch.server.limit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import app.quotawatch.server.project.Project;
import app.quotawatch.server.project.Projects;
import app.quotawatch.server.rest.Input;
import app.quotawatch.server.rest.Problems;

/** The limits of a project. */
@Path("/admin/projects/{id}/limits")
@Produces(MediaType.APPLICATION_JSON)
final class LimitResource {

    private static final int MAX_LIMITS = 1_000;
    private static final long MAX_VALUE = 1_000_000_000_000_000L;
    private static final int MAX_THRESHOLD = 1_000;
    private static final int MAX_THRESHOLDS = 10;

    private final Projects projects;
    private final Limits limits;

    @Inject
    LimitResource(Projects projects, Limits limits) {
        this.projects = projects;
        this.limits = limits;
    }

    @GET
    public List<LimitView> list(@PathParam("id") String id) {
        List<LimitView> views = new ArrayList<>();
        for (ApiLimit limit : limits.of(projects.require(id).id())) {
            views.add(new LimitView(limit.api(), limit.environment(), limit.kind().label(), limit.value(),
                    limit.thresholds()));
        }
        return views;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replace(@PathParam("id") String id, byte[] body) {
        Project project = projects.require(id);
        Problems problems = new Problems();
        List<ApiLimit> read = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        for (Input input : Input.objects(body, MAX_LIMITS, problems)) {
            read.add(limit(input, seen));
        }
        problems.throwIfAny();
        limits.replace(project.id(), read);
        return Response.noContent().build();
    }

    private static ApiLimit limit(Input input, Set<List<Object>> seen) {
        String api = input.text("api");
        String environment = input.text("environment");
        String label = input.text("kind");
        Optional<LimitKind> kind = LimitKind.of(label);
        if (label.startsWith("token")) {
            input.problem("kind",
                    "tokens cannot be limited here, since events carry no token counts; known are " + known());
        } else if (kind.isEmpty()) {
            input.problem("kind", "must be one of " + known());
        } else if (!seen.add(List.of(api, environment, label))) {
            input.problem("kind", "the API has two limits of this kind in this environment");
        }
        long value = input.number("value", 1, MAX_VALUE);
        List<Integer> thresholds = input.numbers("thresholds", 1, MAX_THRESHOLD, MAX_THRESHOLDS,
                ApiLimit.DEFAULT_THRESHOLDS);
        input.rejectUnknown();
        return new ApiLimit(api, environment, kind.orElse(LimitKind.DAILY), value, thresholds);
    }

    private static String known() {
        return String.join(", ", LimitKind.labels());
    }

    record LimitView(String api, String environment, String kind, long value, List<Integer> thresholds) {}
}
