package app.quotawatch.server.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.wire.Batch;
import app.quotawatch.ingest.wire.BatchReader;
import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.ingest.wire.InvalidBatchException;
import app.quotawatch.server.batch.BatchWriter;
import app.quotawatch.server.batch.PlanLimitException;
import app.quotawatch.server.batch.QueueFullException;
import app.quotawatch.server.database.DatabaseUnavailableException;
import app.quotawatch.server.project.Project;
import app.quotawatch.server.project.Projects;
import app.quotawatch.server.rest.ProblemResponse;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /v1/ingest}: 202 once the batch is committed. */
@Singleton
final class IngestRoute {

    /*
     * The event loop receives the body, the threads here read it and look up its project, and the writer's thread stores it. The
     * bodies in progress are bounded, so whatever waits for a thread is.
     */

    static final String PATH = "/v1/ingest";

    private static final Logger LOG = Logger.getLogger(IngestRoute.class);
    private static final int ORDER = -20;
    private static final int RETRY_SECONDS = 5;
    private static final long MAX_BODY_BYTES = 64L * 1024 * 1024;
    /* What a body of this many bytes becomes until it is stored takes up to four times as much. */
    private static final int HEAP_PART = 12;

    private final Projects projects;
    private final BatchWriter writer;
    private final IngestMetrics metrics;
    private final BodyMemory memory = new BodyMemory(
            Math.min(MAX_BODY_BYTES, Runtime.getRuntime().maxMemory() / HEAP_PART));
    private final ExecutorService readers;

    @Inject
    IngestRoute(Projects projects, BatchWriter writer, IngestMetrics metrics) {
        this.projects = projects;
        this.writer = writer;
        this.metrics = metrics;
        AtomicInteger number = new AtomicInteger();
        this.readers = Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()), task -> {
            Thread thread = new Thread(task, "quotawatch-ingest-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    void register(@Observes Router router) {
        router.route(PATH).order(ORDER).handler(this::handle);
    }

    @PreDestroy
    void stop() {
        readers.shutdown();
    }

    private void handle(RoutingContext context) {
        try {
            receive(context, IngestHead.of(context.request()));
        } catch (InvalidBatchException invalid) {
            reject(context, HttpProblem.invalidBatch(invalid));
        } catch (HttpProblem problem) {
            reject(context, problem);
        }
    }

    private void reject(RoutingContext context, HttpProblem problem) {
        metrics.rejected(problem);
        Rejection.send(context, problem);
    }

    private static void accept(HttpServerResponse response) {
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(202).putHeader("Content-Length", "0").end();
        }
    }

    private static HttpProblem unavailable() {
        return HttpProblem.unavailable("the batch cannot be stored now; send it again", RETRY_SECONDS);
    }

    private void receive(RoutingContext context, IngestHead head) {
        IngestBody body = new IngestBody(context.request(), memory);
        body.receive(new Reception(context, head, body));
        if (head.expectsContinue()) {
            context.response().writeContinue();
        }
    }

    /** One request whose head is valid. */
    private final class Reception implements IngestBody.Receiver {

        private final RoutingContext context;
        private final IngestHead head;
        private final IngestBody body;
        private final Context eventLoop;

        Reception(RoutingContext context, IngestHead head, IngestBody body) {
            this.context = context;
            this.head = head;
            this.body = body;
            this.eventLoop = context.vertx().getOrCreateContext();
        }

        @Override
        public void received(byte[] bytes) {
            Peer peer = Peer.of(context.request());
            if (peer != null) {
                peer.hold();
            }
            try {
                readers.execute(() -> store(bytes));
            } catch (RejectedExecutionException shuttingDown) {
                respond(unavailable());
            }
        }

        @Override
        public void rejected(HttpProblem problem) {
            reject(context, problem);
        }

        @Override
        public void aborted() {
            metrics.aborted();
        }

        private void store(byte[] bytes) {
            try {
                Batch batch = BatchReader.read(bytes);
                Optional<Project> project = projects.byKey(batch.projectApiKey());
                if (project.isEmpty()) {
                    throw HttpProblem.unauthorized("projectApiKey: is not the key of a project, or was revoked");
                }
                writer.submit(project.get().id(), head.idempotencyKey(), batch, drops())
                        .whenComplete((stored, failure) -> respond(failure));
            } catch (InvalidBatchException invalid) {
                respond(HttpProblem.invalidBatch(invalid));
            } catch (HttpProblem | DatabaseUnavailableException failure) {
                respond(failure);
            } catch (Throwable bug) {
                LOG.error("A batch could not be read", bug);
                respond(bug);
            }
        }

        private Map<String, Long> drops() {
            Map<String, Long> drops = head.drops();
            if (drops == null) {
                metrics.malformedDrops();
                return Map.of();
            }
            return drops;
        }

        private void respond(@Nullable Throwable failure) {
            memory.free(body);
            eventLoop.runOnContext(here -> {
                if (failure == null) {
                    accept(context.response());
                } else {
                    ProblemResponse.end(context.response(), problem(failure));
                }
            });
        }

        /* What the writer rejects or fails to store, it has counted and reported itself. */
        private HttpProblem problem(Throwable failure) {
            Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                    ? failure.getCause()
                    : failure;
            if (cause instanceof HttpProblem problem) {
                metrics.rejected(problem);
                return problem;
            } else if (cause instanceof PlanLimitException limit) {
                return switch (limit.kind()) {
                    case API -> HttpProblem.apiLimit(limit.allowed());
                    case ENVIRONMENT -> HttpProblem.environmentLimit(limit.allowed());
                };
            } else if (cause instanceof QueueFullException full) {
                return HttpProblem.tooManyRequests("too many batches wait for the database", full.retryAfterSeconds());
            } else if (cause instanceof DatabaseUnavailableException) {
                return unavailable();
            }
            return HttpProblem.unexpected("the server failed; see its log for the cause");
        }
    }
}
