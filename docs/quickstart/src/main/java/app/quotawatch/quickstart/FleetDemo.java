package app.quotawatch.quickstart;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import app.quotawatch.quickstart.upstreams.Upstreams;

/** The ingest, the upstreams and Redis, and three replicas of the application in JVMs of their own. */
final class FleetDemo {

    private static final long SEED = 42;
    private static final int REPLICAS = 3;

    /* In reverse order of start: the replicas stop while everything that they use is still running. */
    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final List<ReplicaProcess> replicas = new ArrayList<>();
    private final Ingest ingest;
    private final Upstreams upstreams;
    private boolean isKilled;

    /**
     * Starts everything.
     *
     * @throws RuntimeException if anything cannot start, with the reason; everything already started is stopped first
     */
    FleetDemo(Options options) {
        try {
            RedisProcess redis = new RedisProcess();
            stops.push(redis::close);
            ingest = Ingest.of(options);
            stops.push(ingest::close);
            upstreams = Upstreams.start(SEED);
            stops.push(upstreams::close);
            stops.push(this::stopReplicas);
            for (int number = 1; number <= REPLICAS; number++) {
                replicas.add(new ReplicaProcess(number, properties(redis)));
            }
        } catch (RuntimeException e) {
            stops.forEach(Runnable::run);
            throw e;
        }
    }

    private Map<String, String> properties(RedisProcess redis) {
        return Map.of("openai.url", upstreams.openAi().uri().toString(),
                "github.url", upstreams.gitHub().uri().toString(),
                "quotawatch.ingest-url", ingest.uri().toString(),
                "quotawatch.fleet.store", "redis",
                "quotawatch.fleet.name", "quickstart",
                "quotawatch.fleet.redis.url", redis.url(),
                // three JVMs that start at the same time are slow
                "quotawatch.fleet.timeout-seconds", "5");
    }

    private void stopReplicas() {
        replicas.forEach(ReplicaProcess::stop);
        for (ReplicaProcess replica : replicas) {
            isKilled |= !replica.awaitStop();
        }
    }

    boolean hasStarted() {
        return replicas.stream().allMatch(ReplicaProcess::hasStarted);
    }

    String opening() {
        StringBuilder text = new StringBuilder(ingest.opening()).append(System.lineSeparator())
                .append("3 replicas share one Redis. To kill a replica:");
        for (ReplicaProcess replica : replicas) {
            text.append("  kill -9 ").append(replica.pid());
        }
        return text.toString();
    }

    /** Stops everything, the replicas first, and returns whether every call was stored. */
    boolean stop() {
        stops.forEach(Runnable::run);
        stops.clear();
        long calls = upstreams.openAi().requests() + upstreams.gitHub().requests();
        long stored = ingest.stored().orElse(calls);
        boolean isComplete = isKilled ? stored <= calls : stored == calls;
        String outcome = isKilled
                ? ": a replica was killed, so its last calls may be missing."
                : isComplete ? ": complete." : ": NOT COMPLETE.";
        System.out.println("Stopped. " + calls + " calls"
                + (ingest.bundled().isPresent() ? ", " + stored + " stored by the ingest" : "") + outcome);
        return isComplete;
    }
}
