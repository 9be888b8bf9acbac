package app.quotawatch.fleet.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import app.quotawatch.fleet.redis.model.RedisCommands;
import app.quotawatch.fleet.redis.model.RedisError;
import app.quotawatch.fleet.redis.model.ScriptCall;
import redis.clients.jedis.Protocol;

/** Sends commands with Jedis to one server, to the primary that Sentinels name, or to the nodes of a cluster. */
final class JedisCommands implements RedisCommands {

    private final Topology topology;

    JedisCommands(RedisUrl url) {
        this.topology = new Topology(url);
    }

    @Override
    public List<Object> run(List<ScriptCall> calls, long deadlineNanos) throws IOException {
        boolean done = false;
        try {
            List<Object> replies = sendAll(calls, deadlineNanos);
            redirect(calls, replies, deadlineNanos);
            done = true;
            return replies;
        } finally {
            if (!done) {
                topology.close();
            }
        }
    }

    /* Writes to all nodes before it waits for any. */
    private List<Object> sendAll(List<ScriptCall> calls, long deadlineNanos) throws IOException {
        Map<Node, List<Integer>> sent = new LinkedHashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            ScriptCall call = calls.get(i);
            Node node = topology.nodeOf(call.key(), deadlineNanos);
            node.send(Protocol.Command.valueOf(call.command()), call.arguments());
            List<Integer> ofNode = sent.get(node);
            if (ofNode == null) {
                ofNode = new ArrayList<>();
                sent.put(node, ofNode);
            }
            ofNode.add(i);
        }
        for (Node node : sent.keySet()) {
            node.flush();
        }
        Object[] replies = new Object[calls.size()];
        for (Map.Entry<Node, List<Integer>> entry : sent.entrySet()) {
            List<Object> ofNode = entry.getKey().receive();
            for (int i = 0; i < ofNode.size(); i++) {
                replies[entry.getValue().get(i)] = ofNode.get(i);
            }
        }
        return new ArrayList<>(List.of(replies));
    }

    /* Slots of a cluster move to other nodes. Twice in one tick is too often: the next one tries again. */
    private void redirect(List<ScriptCall> calls, List<Object> replies, long deadlineNanos) throws IOException {
        List<Integer> moved = new ArrayList<>();
        List<ScriptCall> again = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i) instanceof RedisError error) {
                if (error.message().startsWith("MOVED ")) {
                    moved.add(i);
                    again.add(calls.get(i));
                } else if (error.message().startsWith("ASK ")) {
                    replies.set(i, ask(error, calls.get(i), deadlineNanos));
                }
            }
        }
        if (!moved.isEmpty()) {
            topology.refresh(deadlineNanos);
            List<Object> second = sendAll(again, deadlineNanos);
            for (int i = 0; i < second.size(); i++) {
                replies.set(moved.get(i), second.get(i));
            }
        }
    }

    /* The key has moved already, its slot has not. */
    private Object ask(RedisError error, ScriptCall call, long deadlineNanos) throws IOException {
        Node node = topology.node(Topology.target(error), deadlineNanos);
        node.send(Protocol.Command.ASKING, List.of());
        node.send(Protocol.Command.valueOf(call.command()), call.arguments());
        return node.receive().get(1);
    }

    @Override
    public void close() {
        topology.close();
    }

    @Override
    public String toString() {
        return topology.toString();
    }
}
