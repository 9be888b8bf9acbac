package app.quotawatch.server.batch;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import app.quotawatch.server.testing.TestBatch;
import app.quotawatch.server.testing.TestWriter;

/** Sends each batch until it is accepted, with the same key, to one replica after the other. */
final class Sender {

    private final int project;
    private final List<TestWriter> replicas;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger rejected = new AtomicInteger();

    Sender(int project, List<TestWriter> replicas) {
        this.project = project;
        this.replicas = replicas;
    }

    void send(String name, int batches) {
        int replica = name.hashCode() & 1;
        for (int i = 0; i < batches; i++) {
            TestBatch batch = new TestBatch();
            for (int n = 0; n < 20; n++) {
                batch.api("api" + n % 3).endpoint("/v1/" + n % 7).at(Instant.now());
            }
            while (!isAccepted(replicas.get(replica % replicas.size()), name + "-" + i, batch)) {
                replica++;
            }
        }
    }

    private boolean isAccepted(TestWriter writer, String key, TestBatch batch) {
        try {
            writer.submit(project, key, batch.read()).get(60, TimeUnit.SECONDS);
            accepted.incrementAndGet();
            return true;
        } catch (ExecutionException | TimeoutException e) {
            rejected.incrementAndGet();
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int accepted() {
        return accepted.get();
    }

    int rejected() {
        return rejected.get();
    }
}
