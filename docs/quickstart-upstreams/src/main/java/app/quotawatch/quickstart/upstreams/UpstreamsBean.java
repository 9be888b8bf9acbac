package app.quotawatch.quickstart.upstreams;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs both upstreams on the configured ports while a Quarkus application runs. */
@Singleton
class UpstreamsBean {

    private static final Logger LOGGER = System.getLogger(UpstreamsBean.class.getPackageName());
    private static final long SEED = 42;

    private final Upstreams upstreams;

    @Inject
    UpstreamsBean(@ConfigProperty(name = "upstreams.openai.port") int openAiPort,
            @ConfigProperty(name = "upstreams.github.port") int gitHubPort) {
        upstreams = Upstreams.start(SEED, openAiPort, gitHubPort);
    }

    void announce(@Observes @Initialized(ApplicationScoped.class) Object event) {
        LOGGER.log(Level.INFO, "Stand-ins are running: for OpenAI on {0}, for GitHub on {1}",
                upstreams.openAi().uri().toString(), upstreams.gitHub().uri().toString());
    }

    @PreDestroy
    void close() {
        upstreams.close();
    }
}
