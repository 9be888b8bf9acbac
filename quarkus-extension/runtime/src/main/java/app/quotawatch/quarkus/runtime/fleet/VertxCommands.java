package app.quotawatch.quarkus.runtime.fleet;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import app.quotawatch.fleet.redis.model.RedisCommands;
import app.quotawatch.fleet.redis.model.RedisError;
import app.quotawatch.fleet.redis.model.ScriptCall;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;

/** Sends commands with the application's Redis client, which remains the application's: it is never closed here. */
public final class VertxCommands implements RedisCommands {

    /*
     * A cluster's node serves only keys of one hash slot in a batch, so there is a batch for each hash tag; all are sent before any
     * is waited for. A batch fails with the first error among its replies and hides the others. Its commands then count as failed
     * with that error: each is a report of totals, which may be sent again.
     */
    private final Redis redis;
    private final String name;
    private final boolean isCluster;

    /**
     * Creates commands that a client sends.
     *
     * @param name what messages call it
     * @param isCluster whether it is a client of a cluster
     */
    public VertxCommands(Redis redis, String name, boolean isCluster) {
        this.redis = redis;
        this.name = name;
        this.isCluster = isCluster;
    }

    @Override
    public List<Object> run(List<ScriptCall> calls, long deadlineNanos) throws IOException {
        Map<List<Integer>, Future<List<Response>>> sent = new LinkedHashMap<>();
        for (List<Integer> batch : batches(calls)) {
            sent.put(batch, send(calls, batch));
        }
        Object[] replies = new Object[calls.size()];
        for (Map.Entry<List<Integer>, Future<List<Response>>> batch : sent.entrySet()) {
            List<Object> ofBatch = await(batch.getValue(), batch.getKey().size(), deadlineNanos);
            for (int i = 0; i < ofBatch.size(); i++) {
                replies[batch.getKey().get(i)] = ofBatch.get(i);
            }
        }
        return Arrays.asList(replies);
    }

    /* The places of the calls that are sent together. */
    private Iterable<List<Integer>> batches(List<ScriptCall> calls) {
        Map<String, List<Integer>> batches = new LinkedHashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            String key = isCluster ? hashTag(calls.get(i).key()) : "";
            List<Integer> batch = batches.get(key);
            if (batch == null) {
                batch = new ArrayList<>();
                batches.put(key, batch);
            }
            batch.add(i);
        }
        return batches.values();
    }

    private static String hashTag(String key) {
        return key.substring(key.indexOf('{'), key.indexOf('}'));
    }

    private Future<List<Response>> send(List<ScriptCall> calls, List<Integer> batch) throws IOException {
        List<Request> requests = new ArrayList<>(batch.size());
        for (int place : batch) {
            ScriptCall call = calls.get(place);
            Request request = Request.cmd(Command.create(call.command()));
            for (String argument : call.arguments()) {
                request.arg(argument);
            }
            requests.add(request);
        }
        try {
            return redis.batch(requests);
        } catch (RuntimeException e) {
            throw unreachable(e);
        }
    }

    private List<Object> await(Future<List<Response>> batch, int size, long deadlineNanos) throws IOException {
        try {
            List<Response> responses = batch.toCompletionStage().toCompletableFuture()
                    .get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
            List<Object> replies = new ArrayList<>(size);
            for (Response response : responses) {
                replies.add(reply(response));
            }
            return replies;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Response error && error.type() == ResponseType.ERROR) {
                return new ArrayList<>(Collections.nCopies(size, error(error)));
            }
            throw unreachable(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(name + " did not reply within quotawatch.fleet.timeout-seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(name + " was interrupted");
        }
    }

    /* Without the message of the client, which may contain a URL with a password. */
    private IOException unreachable(Throwable cause) {
        return new IOException(name + " cannot be reached (" + cause.getClass().getSimpleName() + ")");
    }

    private static Object reply(Response response) {
        if (response == null) {
            return "";
        }
        return switch (response.type()) {
            case NUMBER -> response.toLong();
            case MULTI, PUSH -> replies(response);
            case ERROR -> error(response);
            default -> response.toString();
        };
    }

    /* Of a batch, the client puts "ERR [3] " before what Redis has replied to the fourth command. */
    private static RedisError error(Response response) {
        String message = response.toString();
        int end = message.startsWith("ERR [") ? message.indexOf("] ") : -1;
        return new RedisError(end < 0 ? message : message.substring(end + 2));
    }

    private static List<Object> replies(Response all) {
        List<Object> replies = new ArrayList<>(all.size());
        for (Response one : all) {
            replies.add(reply(one));
        }
        return replies;
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        // the connections are the application's
    }
}
