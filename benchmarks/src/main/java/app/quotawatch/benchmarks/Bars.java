package app.quotawatch.benchmarks;

import static app.quotawatch.benchmarks.Figures.middle;
import static app.quotawatch.benchmarks.Figures.param;
import static app.quotawatch.benchmarks.Figures.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;

import app.quotawatch.benchmarks.endtoend.ColdStart;
import app.quotawatch.benchmarks.endtoend.WholeCalls;
import app.quotawatch.benchmarks.recording.FleetRecording;

/** What observing may cost at most, compared with what it cost in this run. Bars whose figures were not measured are left out. */
final class Bars {

    private final Plan plan;
    private final Figures figures;
    private final List<String> rows = new ArrayList<>();

    Bars(Plan plan, Figures figures) {
        this.plan = plan;
        this.figures = figures;
    }

    /** Returns the lines of a Markdown table; empty if nothing was measured. */
    List<String> rows() {
        pairs();
        clients();
        recording();
        fleet();
        calls();
        encoding();
        coldStarts();
        if (!rows.isEmpty()) {
            rows.addAll(0,
                    List.of("### Bars", "", "| What, compared with what | Result | Bar | |", "|---|---|---|---|"));
            rows.add("");
        }
        return rows;
    }

    private void add(String what, double result, double bar, String unit) {
        if (!Double.isNaN(result)) {
            rows.add(String.format(Locale.ROOT, "| %s | %.2f%s | %s%s | %s |", what, result, unit,
                    bar == Math.rint(bar) ? String.valueOf((long) bar) : String.valueOf(bar), unit,
                    Math.round(result * 100) <= bar * 100 ? "met" : "**not met**"));
        }
    }

    private void pairs() {
        add("pair, 6 rate-limit headers, of Brave's time", pairs(turn -> turn.net(6) / turn.net("brave")), 1.2, "");
        add("the same, of SmallRye OpenTelemetry's time",
                pairs(turn -> turn.net(6) / turn.net("smallrye-opentelemetry")), 0.45, "");
        add("pair, 2 rate-limit headers, of Micrometer's timer", pairs(turn -> turn.net(2) / turn.net("micrometer")),
                1.75, "");
        add("pair, no rate-limit header, of Micrometer's timer", pairs(turn -> turn.net(0) / turn.net("micrometer")),
                1.4, "");
        add("pair, 6 rate-limit headers, of Brave's bytes",
                pairs(turn -> turn.bytes("quotawatch", true) / turn.bytes("brave", true)), 0.5, "");
        add("pair, unmatched, beyond the empty pair",
                pairs(turn -> turn.nanos("quotawatch", 6, false) - turn.nanos("empty", 6, false)), 30, " ns");
        add("the same, bytes", pairs(turn -> turn.bytes("quotawatch", false) - turn.bytes("empty", false)), 0, "");
    }

    private void clients() {
        for (String client : new String[]{"okhttp", "jdk"}) {
            add("call with " + client + ", 6 rate-limit headers, of the pair's time",
                    pairs(turn -> turn.beyondBare(client, true) / turn.net(6)), 1.2, "");
            add("the same, unmatched, beyond the bare client", pairs(turn -> turn.beyondBare(client, false)), 100,
                    " ns");
            add("the same, bytes", pairs(turn -> turn.bytes(client, false) - turn.bytes(client + "-bare", false)), 0,
                    "");
        }
    }

    private double pairs(Function<PairTurn, Double> figure) {
        return median(PairTurn.of(plan.quietPairs()), figure);
    }

    /* Ours is full, so that each event replaces the oldest; JCTools' turns events away when it is full, so it is emptied. */
    private void recording() {
        for (int threads : new int[]{1, 2, 4}) {
            add("record, threads: " + threads + ", of JCTools' bare offer, processor time",
                    recorder("quotawatch-record", "full", threads, run -> value(run, CpuTime.CALLER))
                            / recorder("jctools-mpsc", "empty", threads, run -> value(run, CpuTime.CALLER)),
                    threads == 1 ? 8 : threads == 2 ? 2.5 : 1, "");
        }
        add("record, 2 threads, an event kept, of OpenTelemetry's",
                recorder("quotawatch-record", "empty", 2, Bars::perKept)
                        / recorder("opentelemetry-batch", "empty", 2, Bars::perKept),
                1, "");
    }

    private static double perKept(RunResult run) {
        return run.getPrimaryResult().getScore() / Math.min(1, value(run, "kept"));
    }

    private double recorder(String recorder, String buffer, int threads, Function<RunResult, Double> figure) {
        return median(figures.of("Recording").stream()
                .filter(run -> param(run, "recorder").equals(recorder) && param(run, "buffer").equals(buffer)
                        && run.getParams().getThreads() == threads
                        && run.getParams().getMode() == Mode.AverageTime)
                .toList(), figure);
    }

    private void fleet() {
        List<FleetRecording.Outcome> fleets = plan.fleets();
        add("record, p99.9, with a dead store, of that with one that works",
                median(fleets, fleet -> fleet.deadNanos() / fleet.upNanos()), 1.2, "");
        add("record with a fleet, bytes beyond those without",
                median(fleets, fleet -> fleet.bytes() - fleet.bytesWithout()), 0, "");
        add("exchange of an API, in Redis", median(fleets, FleetRecording.Outcome::exchangeMicros), 25, " µs");
    }

    private void calls() {
        for (String client : WholeCalls.CLIENTS) {
            calls(client, "smallrye-opentelemetry", "SmallRye OpenTelemetry");
        }
        calls("quarkus", "opentelemetry", "Quarkus's OpenTelemetry");
        add("calling thread of a Jersey call, beyond that without",
                call("jersey", "quotawatch", WholeCalls.Outcome::callerBeyondMicros), 2.5, " µs");
        add("background of a delivered event, Jersey",
                call("jersey", "quotawatch", WholeCalls.Outcome::backgroundMicros), 2.5, " µs");
    }

    private void calls(String client, String peer, String name) {
        double ratio = call(client, "quotawatch", WholeCalls.Outcome::ratio);
        add("whole call, " + client + ", p50, of that without", ratio, 1.05, "");
        add("the same, of that with " + name, ratio / call(client, peer, WholeCalls.Outcome::ratio), 1, "");
    }

    private double call(String client, String observer, Function<WholeCalls.Outcome, Double> figure) {
        return median(plan.wholeCalls().stream()
                .filter(call -> call.client().equals(client) && call.observer().equals(observer)).toList(), figure);
    }

    private void encoding() {
        add("encoding 500 events, of Jackson's processor time",
                encoder("quotawatch") / encoder("jackson"), 0.33, "");
    }

    private double encoder(String method) {
        return median(figures.of("Encoding").stream().filter(run -> Figures.method(run).equals(method)).toList(),
                run -> value(run, CpuTime.CALLER));
    }

    private void coldStarts() {
        add("first delivery of a cold JVM, processor time", cold(true, ColdStart.Outcome::deliveryMillis), 100, " ms");
        add("classes beyond those without", cold(true, start -> (double) start.classes())
                - cold(false, start -> (double) start.classes()), 400, "");
        add("start, processor time", cold(true, ColdStart.Outcome::startMillis), 60, " ms");
    }

    private double cold(boolean observed, Function<ColdStart.Outcome, Double> figure) {
        return median(plan.coldStarts().stream().filter(start -> start.observed() == observed).toList(), figure);
    }

    private static <T> double median(List<T> all, Function<T, Double> figure) {
        return all.isEmpty() ? Double.NaN : middle(all, figure);
    }
}
