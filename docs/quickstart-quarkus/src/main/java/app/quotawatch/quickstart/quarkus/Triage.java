package app.quotawatch.quickstart.quarkus;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.rest.client.inject.RestClient;

import app.quotawatch.quickstart.quarkus.GitHub.Issue;
import app.quotawatch.quickstart.quarkus.GitHub.Labels;
import app.quotawatch.quickstart.quarkus.OpenAi.ChatRequest;
import app.quotawatch.quickstart.quarkus.OpenAi.EmbeddingRequest;
import app.quotawatch.quickstart.quarkus.OpenAi.Message;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** The application's work: twice per second, it reads new issues from GitHub and asks OpenAI for a label for each. */
@ApplicationScoped
class Triage {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String OWNER = "acme";
    private static final String REPOSITORY = "rocket";
    private static final Message TASK = new Message("system",
            "Which label fits this issue: bug, enhancement, documentation or question? Answer with one word.");

    private final GitHub gitHub;
    private final OpenAi openAi;
    private CompletableFuture<String> working;
    private volatile boolean stopping;

    Triage(@RestClient GitHub gitHub, @RestClient OpenAi openAi) {
        this.gitHub = gitHub;
        this.openAi = openAi;
    }

    void start(@Observes StartupEvent event) {
        working = Multi.createFrom().ticks().startingAfter(PAUSE).every(PAUSE)
                .onOverflow().drop()
                .select().first(tick -> !stopping)
                .onItem().transformToMultiAndConcatenate(tick -> newIssues())
                .select().where(issue -> !stopping)
                .onItem().transformToUniAndConcatenate(this::triage)
                .onItem().invoke(label -> Log.debugf("labelled: %s", label))
                .collect().last().subscribeAsCompletionStage();
    }

    private Multi<Issue> newIssues() {
        return gitHub.issues(OWNER, REPOSITORY)
                .onFailure().recoverWithItem(List.of())
                .onItem().transformToMulti(issues -> Multi.createFrom().iterable(issues));
    }

    /* A rejection, such as 429, is expected: that issue gets no label. */
    private Uni<String> triage(Issue issue) {
        return openAi.embed(new EmbeddingRequest("text-embedding-3-small", issue.title()))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(embedding -> label(issue))
                .call(label -> gitHub.addLabels(OWNER, REPOSITORY, issue.number(), new Labels(List.of(label))))
                .onFailure().recoverWithItem(failure -> "none: " + failure.getMessage());
    }

    /* The usual blocking call, on a worker thread. */
    private String label(Issue issue) {
        Message question = new Message("user", issue.title());
        return openAi.chat(new ChatRequest("gpt-4o-mini", List.of(TASK, question))).choices().get(0).message()
                .content();
    }

    /* Waits for the calls in progress. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        working.completeOnTimeout("", PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
