package app.quotawatch.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Looks up figures among a run's results. */
final class Figures {

    /** The result's name for allocated bytes. */
    static final String BYTES = "gc.alloc.rate.norm";

    private final Plan plan;

    Figures(Plan plan) {
        this.plan = plan;
    }

    /** Returns the results of a benchmark's class. */
    List<RunResult> of(String type) {
        return plan.results().stream().filter(run -> run.getParams().getBenchmark().contains("." + type + "."))
                .toList();
    }

    static String param(RunResult run, String name) {
        return run.getParams().getParam(name);
    }

    static String method(RunResult run) {
        String name = run.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    static String score(RunResult run) {
        return number(run.getPrimaryResult().getScore());
    }

    static String secondary(RunResult run, String name) {
        return number(value(run, name));
    }

    static double value(RunResult run, String name) {
        Result<?> result = run.getSecondaryResults().get(name);
        return result == null ? Double.NaN : result.getScore();
    }

    static String percentile(RunResult run, double rank) {
        return number(run.getPrimaryResult().getStatistics().getPercentile(rank));
    }

    static <T> double middle(List<T> all, Function<T, Double> number) {
        List<Double> sorted = all.stream().map(number).sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    static String number(double number) {
        return Double.isNaN(number) ? "" : String.format(Locale.ROOT, number < 10 ? "%.1f" : "%.0f", number);
    }
}
