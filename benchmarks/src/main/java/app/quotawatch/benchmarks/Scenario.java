package app.quotawatch.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import app.quotawatch.benchmarks.recording.CoreToCore;
import app.quotawatch.benchmarks.recording.KeptEvents;

/** One benchmark with the values of its parameters and its expected duration. */
final class Scenario {

    /* starting a JVM, preparing the benchmark and writing the results */
    private static final long OVERHEAD_MILLIS = 1_100;
    private static final int ITERATION_MILLIS = 250;

    private final Class<?> benchmark;
    private final String[] methods;
    private final int forks;
    private final int warmUpIterations;
    private final int iterations;
    private final Map<String, String[]> parameters = new LinkedHashMap<>();
    private int threads = 1;
    private Mode mode;

    /**
     * Creates a scenario.
     *
     * @param forks how many JVMs measure each combination of parameters
     * @param warmUpMillis how long each warms up
     * @param millis how long each measures
     */
    Scenario(Class<?> benchmark, int forks, int warmUpMillis, int millis, String... methods) {
        this.benchmark = benchmark;
        this.methods = methods;
        this.forks = forks;
        warmUpIterations = warmUpMillis / ITERATION_MILLIS;
        iterations = millis / ITERATION_MILLIS;
        Arrays.stream(benchmark.getFields()).filter(field -> field.isAnnotationPresent(Param.class))
                .forEach(field -> parameters.put(field.getName(), field.getAnnotation(Param.class).value()));
    }

    Scenario with(String parameter, String... values) {
        parameters.put(parameter, values);
        return this;
    }

    Scenario threads(int number) {
        threads = number;
        return this;
    }

    Scenario mode(Mode other) {
        mode = other;
        return this;
    }

    /** Returns the expected number of results. */
    int results() {
        return parameters.values().stream().mapToInt(values -> values.length).reduce(methods.length, (a, b) -> a * b);
    }

    int forks() {
        return forks;
    }

    Duration duration() {
        return Duration.ofMillis((long) results() * forks
                * (OVERHEAD_MILLIS + (long) (warmUpIterations + iterations) * ITERATION_MILLIS));
    }

    Options options() {
        ChainedOptionsBuilder options = new OptionsBuilder().forks(forks).threads(threads)
                .warmupIterations(warmUpIterations).warmupTime(TimeValue.milliseconds(ITERATION_MILLIS))
                .measurementIterations(iterations).measurementTime(TimeValue.milliseconds(ITERATION_MILLIS))
                .addProfiler("gc").addProfiler(CpuTime.class);
        if (benchmark.getSimpleName().equals("Recording")) {
            options.addProfiler(KeptEvents.class).addProfiler(CoreToCore.class);
        }
        if (mode != null) {
            options.mode(mode);
        }
        for (String method : methods) {
            options.include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$");
        }
        parameters.forEach(options::param);
        return options.build();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(benchmark.getSimpleName()).append(' ')
                .append(String.join(", ", methods));
        parameters
                .forEach((name, values) -> text.append(", ").append(name).append(' ').append(String.join("/", values)));
        return text.append(threads > 1 ? ", " + threads + " threads" : "").toString();
    }
}
