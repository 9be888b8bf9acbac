package app.quotawatch.server.webhook;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import app.quotawatch.server.project.Project;
import app.quotawatch.server.project.Projects;
import app.quotawatch.server.rest.Input;
import app.quotawatch.server.rest.Problems;
import app.quotawatch.server.rest.Timestamps;

/** The webhooks of a project. */
@Path("/admin/projects/{id}/webhooks")
@Produces(MediaType.APPLICATION_JSON)
final class ProjectWebhookResource {

    private final Projects projects;
    private final Webhooks webhooks;

    @Inject
    ProjectWebhookResource(Projects projects, Webhooks webhooks) {
        this.projects = projects;
        this.webhooks = webhooks;
    }

    @GET
    public List<WebhookView> list(@PathParam("id") String id) {
        List<WebhookView> views = new ArrayList<>();
        for (Webhook webhook : webhooks.of(projects.require(id).id())) {
            views.add(
                    new WebhookView(webhook.id(), webhook.url(), webhook.active(), Timestamps.of(webhook.createdAt())));
        }
        return views;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@PathParam("id") String id, byte[] body) {
        Project project = projects.require(id);
        Problems problems = new Problems();
        Input input = Input.object(body, problems);
        String url = input.text("url");
        input.rejectUnknown();
        problems.throwIfAny();
        return Response.status(Response.Status.CREATED).entity(webhooks.create(project.id(), url)).build();
    }

    record WebhookView(int id, String url, boolean active, String createdAt) {}
}
