package app.quotawatch.quickstart.triage;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.rest.client.inject.RestClient;

import app.quotawatch.quickstart.triage.OpenAi.ChatReply;
import app.quotawatch.quickstart.triage.OpenAi.ChatRequest;
import app.quotawatch.quickstart.triage.OpenAi.EmbeddingRequest;
import app.quotawatch.quickstart.triage.OpenAi.Message;

/** The application: checks for new issues once per second and labels each. */
@ApplicationScoped
class Triage {

    private static final List<Repository> REPOSITORIES = List.of(new Repository("acme", "rocket"),
            new Repository("acme", "roadrunner"), new Repository("acme", "anvil"));
    private static final Message TASK = new Message("system",
            "Which label fits this issue: bug, enhancement, documentation or question? Answer with one word.");

    @Inject
    @RestClient
    OpenAi openAi;

    @Inject
    GitHub gitHub;

    private final Lane openAiCalls = new Lane("openai");
    private final Lane gitHubCalls = new Lane("github");
    private final ScheduledExecutorService clock = Executors
            .newSingleThreadScheduledExecutor(task -> new Thread(task, "triage-clock"));
    private int rounds;

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        openAiCalls.open();
        gitHubCalls.open();
        clock.scheduleAtFixedRate(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private void look() {
        if (gitHubCalls.isIdle()) {
            Repository repository = REPOSITORIES.get(rounds++ % REPOSITORIES.size());
            gitHubCalls.add(() -> {
                gitHub.newIssues(repository).forEach(issue -> triage(repository, issue));
                return CompletableFuture.completedFuture(null);
            });
        }
    }

    private void triage(Repository repository, Issue issue) {
        openAiCalls.add(() -> {
            Message question = new Message("user", issue.title());
            ChatReply reply = openAi.chat(new ChatRequest("gpt-4o-mini", List.of(TASK, question)));
            String label = reply.choices().get(0).message().content();
            gitHubCalls.add(() -> gitHub.addLabel(repository, issue, label));
            return CompletableFuture.completedFuture(null);
        });
        // for finding similar issues
        openAiCalls.add(() -> openAi.embed(new EmbeddingRequest("text-embedding-3-small", issue.title())));
    }

    /* Runs before the beans that it uses are destroyed. */
    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        clock.shutdown();
        openAiCalls.close();
        gitHubCalls.close();
    }
}
