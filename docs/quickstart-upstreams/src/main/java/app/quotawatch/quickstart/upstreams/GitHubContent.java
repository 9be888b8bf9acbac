package app.quotawatch.quickstart.upstreams;

import java.io.StringReader;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import jakarta.json.Json;
import jakarta.json.JsonArray;

import app.quotawatch.fake.FakeRequest;

/** The new issues of a repository, and their labels. */
final class GitHubContent implements Function<FakeRequest, Optional<String>> {

    private final ReentrantLock lock = new ReentrantLock();
    private final IssueFeed feed;

    GitHubContent(long seed) {
        feed = new IssueFeed(seed);
    }

    @Override
    public Optional<String> apply(FakeRequest request) {
        if (request.method().equals("GET") && request.path().matches("/repos/[^/]+/[^/]+/issues")) {
            return Optional.of(newIssues().toString());
        }
        if (request.method().equals("POST") && request.path().matches("/repos/[^/]+/[^/]+/issues/\\d+/labels")) {
            return Optional.of(labels(request.body()).toString());
        }
        return Optional.empty();
    }

    private JsonArray newIssues() {
        lock.lock();
        try {
            return feed.newIssues();
        } finally {
            lock.unlock();
        }
    }

    private static JsonArray labels(String body) {
        var labels = Json.createArrayBuilder();
        Json.createReader(new StringReader(body)).readObject().getJsonArray("labels")
                .forEach(name -> labels.add(Json.createObjectBuilder().add("name", name)));
        return labels.build();
    }
}
