package app.quotawatch.server.project;

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
import app.quotawatch.server.rest.Problems;
import app.quotawatch.server.rest.Timestamps;
import app.quotawatch.server.secret.Secret;

/** The projects, their plans and keys. */
@Path("/admin/projects")
@Produces(MediaType.APPLICATION_JSON)
final class ProjectResource {

    private final Projects projects;

    @Inject
    ProjectResource(Projects projects) {
        this.projects = projects;
    }

    @GET
    public List<ProjectView> list() {
        List<ProjectView> views = new ArrayList<>();
        projects.list().forEach(details -> views.add(ProjectView.of(details)));
        return views;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(byte[] body) {
        Problems problems = new Problems();
        Input input = Input.object(body, problems);
        String name = input.text("name");
        Integer planApis = input.optionalCount("planApis");
        Integer planEnvironments = input.optionalCount("planEnvironments");
        input.rejectUnknown();
        problems.throwIfAny();
        NewProject created = projects.create(name, planApis, planEnvironments).orElseThrow(ProjectResource::taken);
        return Response.status(Response.Status.CREATED)
                .entity(new CreatedView(created.project().id(), name, created.key().reveal()))
                .build();
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(@PathParam("id") String id, byte[] body) {
        Project project = projects.require(id);
        Problems problems = new Problems();
        Input input = Input.object(body, problems);
        String name = input.has("name") ? input.text("name") : project.name();
        Integer planApis = input.has("planApis") ? input.optionalCount("planApis") : project.planApis();
        Integer planEnvironments = input.has("planEnvironments")
                ? input.optionalCount("planEnvironments")
                : project.planEnvironments();
        input.knows("name", "planApis", "planEnvironments");
        input.rejectUnknown();
        problems.throwIfAny();
        if (!projects.change(new Project(project.id(), name, planApis, planEnvironments))) {
            throw taken();
        }
        return Response.noContent().build();
    }

    @POST
    @Path("/{id}/keys")
    public Response createKey(@PathParam("id") String id) {
        Secret key = projects.createKey(projects.require(id).id());
        return Response.status(Response.Status.CREATED).entity(new CreatedKeyView(key.id(), key.reveal())).build();
    }

    @DELETE
    @Path("/{id}/keys/{keyId}")
    public Response revokeKey(@PathParam("id") String id, @PathParam("keyId") String keyId) {
        if (!projects.revokeKey(projects.require(id).id(), keyId)) {
            throw HttpProblem.notFound("the project has no valid key with this id");
        }
        return Response.noContent().build();
    }

    private static HttpProblem taken() {
        return HttpProblem.conflict("name: another project has it");
    }

    record ProjectView(int id, String name, @Nullable Integer planApis, @Nullable Integer planEnvironments,
            String createdAt,
            List<KeyView> keys) {

        static ProjectView of(ProjectDetails details) {
            Project project = details.project();
            List<KeyView> keys = new ArrayList<>();
            details.keys().forEach(key -> keys.add(KeyView.of(key)));
            return new ProjectView(project.id(), project.name(), project.planApis(), project.planEnvironments(),
                    Timestamps.of(details.createdAt()), keys);
        }
    }

    record KeyView(String id, String hint, String createdAt, @Nullable String revokedAt) {

        static KeyView of(ProjectKey key) {
            return new KeyView(key.id(), key.hint(), Timestamps.of(key.createdAt()),
                    Timestamps.ofNullable(key.revokedAt()));
        }
    }

    record CreatedView(int id, String name, String key) {

        @Override
        public String toString() {
            return "CreatedView[" + id + "]";
        }
    }

    record CreatedKeyView(String id, String key) {

        @Override
        public String toString() {
            return "CreatedKeyView[" + id + "]";
        }
    }
}
