package app.quotawatch.quickstart.quarkus;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.rest.client.inject.RestClient;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;

/** The application's work: it reads issues from GitHub and has OpenAI label them, twice a second. */
@ApplicationScoped
class Triage {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final GitHub gitHub;
    private final OpenAi openAi;
    private Cancellable working;

    Triage(@RestClient GitHub gitHub, @RestClient OpenAi openAi) {
        this.gitHub = gitHub;
        this.openAi = openAi;
    }

    void start(@Observes StartupEvent event) {
        working = Multi.createFrom().ticks().startingAfter(PAUSE).every(PAUSE)
                .onOverflow().drop()
                .onItem().transformToUniAndConcatenate(tick -> label())
                .subscribe().with(label -> Log.debugf("labelled: %s", label), failure -> Log.error("stopped", failure));
    }

    /* A refusal, such as 429, is part of the day's work. */
    private Uni<String> label() {
        return gitHub.issues("quotawatch", "quotawatch-java")
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(openAi::chat)
                .onFailure().recoverWithItem(failure -> "nothing: " + failure.getMessage());
    }

    void stop(@Observes ShutdownEvent event) {
        working.cancel();
    }
}
