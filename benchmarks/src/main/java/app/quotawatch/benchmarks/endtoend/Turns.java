package app.quotawatch.benchmarks.endtoend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * Blocks of calls that were made by turns without and with an observer. A machine that others use changes its speed from second to
 * second; two blocks that follow each other hardly notice, and the median of many such pairs does not.
 */
final class Turns {

    private final List<Block> without = new ArrayList<>();
    private final List<Block> with = new ArrayList<>();

    /**
     * What a block of calls took.
     *
     * @param medianMicros the median of a call
     * @param p99Micros the 99th percentile
     * @param callerMicros processor time of the calling thread per call; NaN if it was not measured
     */
    record Block(double medianMicros, double p99Micros, double callerMicros) {

        /** @param nanos what each call took; is sorted */
        static Block of(long[] nanos, double callerMicros) {
            Arrays.sort(nanos);
            return new Block(nanos[nanos.length / 2] / 1e3, nanos[(int) (nanos.length * 0.99)] / 1e3, callerMicros);
        }
    }

    void add(Block one, Block observed) {
        without.add(one);
        with.add(observed);
    }

    /** @param backgroundMicros processor time of the observer's own threads per call; NaN if it was not measured */
    WholeCalls.Outcome outcome(String client, String observer, double backgroundMicros) {
        return new WholeCalls.Outcome(client, observer, median(without, Block::medianMicros),
                median(with, Block::medianMicros), median(with, Block::p99Micros),
                paired((one, observed) -> observed.medianMicros() / one.medianMicros()),
                median(without, Block::callerMicros),
                paired((one, observed) -> observed.callerMicros() - one.callerMicros()), backgroundMicros);
    }

    private static double median(List<Block> blocks, ToDoubleFunction<Block> figure) {
        return median(blocks.stream().mapToDouble(figure).toArray());
    }

    private double paired(ToDoubleBiFunction<Block, Block> figure) {
        double[] all = new double[with.size()];
        Arrays.setAll(all, i -> figure.applyAsDouble(without.get(i), with.get(i)));
        return median(all);
    }

    private static double median(double[] figures) {
        Arrays.sort(figures);
        return figures[figures.length / 2];
    }
}
