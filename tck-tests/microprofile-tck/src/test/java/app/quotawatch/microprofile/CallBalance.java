package app.quotawatch.microprofile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import app.quotawatch.microprofile.Journal.Line;

/** Compares the requests that reached the TCK's servers with the observed calls, per test class. */
record CallBalance(int requests, int events, SortedMap<Unobserved, Integer> explained, List<String> differences) {

    static CallBalance of(List<Line> requests, List<Line> events) {
        List<Line> unobserved = new ArrayList<>(requests);
        List<String> differences = new ArrayList<>();
        for (Line event : events) {
            if (!unobserved.remove(event)) {
                differences.add("observed, but never sent: " + event);
            }
        }
        SortedMap<Unobserved, Integer> explained = new TreeMap<>();
        Map<Line, Integer> before = new HashMap<>();
        for (Line request : unobserved) {
            Unobserved.of(request, before.merge(request, 1, Integer::sum) - 1).ifPresentOrElse(
                    reason -> explained.merge(reason, 1, Integer::sum),
                    () -> differences.add("sent, but not observed: " + request));
        }
        return new CallBalance(requests.size(), events.size(), explained, differences);
    }

    @Override
    public String toString() {
        return requests + " requests reached the servers, " + events
                + " calls were observed; unobserved requests by reason: "
                + explained;
    }
}
