package app.quotawatch.quickstart.triage;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The part of GitHub's API that this application uses: a plain Jakarta REST client, used blocking and reactively. */
@Dependent
class GitHub {

    private final Client client = ClientBuilder.newClient();
    private final WebTarget issues;

    @Inject
    GitHub(@ConfigProperty(name = "github.url") URI url) {
        issues = client.target(url).path("/repos/{owner}/{repo}/issues");
    }

    List<Issue> newIssues(Repository repository) {
        return of(repository).queryParam("state", "open").queryParam("labels", "none")
                .request(MediaType.APPLICATION_JSON)
                .get(new GenericType<List<Issue>>() {
                });
    }

    CompletionStage<List<Label>> addLabel(Repository repository, Issue issue, String label) {
        return of(repository).path("/{number}/labels").resolveTemplate("number", issue.number())
                .request(MediaType.APPLICATION_JSON)
                .rx()
                .post(Entity.json(Map.of("labels", List.of(label))), new GenericType<List<Label>>() {
                });
    }

    private WebTarget of(Repository repository) {
        return issues.resolveTemplate("owner", repository.owner()).resolveTemplate("repo", repository.name());
    }

    @PreDestroy
    void close() {
        client.close();
    }

    public record Label(String name) {}
}
