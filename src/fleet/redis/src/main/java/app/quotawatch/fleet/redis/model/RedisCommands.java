package app.quotawatch.fleet.redis.model;

import java.io.IOException;
import java.util.List;

/** Sends commands to Redis with some client. Used by one thread at a time; connects when it has to. */
public interface RedisCommands extends AutoCloseable {

    /**
     * Runs the commands of scripts, in one round trip.
     *
     * @param deadlineNanos the {@link System#nanoTime()} by which it has to be done
     * @return a reply for each command in its order: a {@link Long}, a {@link String}, a {@link List} of replies, or a
     *         {@link RedisError}
     * @throws IOException if there is no answer; the connection is then closed
     */
    List<Object> run(List<ScriptCall> calls, long deadlineNanos) throws IOException;

    /** Returns where Redis is, for messages; without a password. */
    @Override
    String toString();

    /** Ends the connections. Never throws; a later command connects anew. */
    @Override
    void close();
}
