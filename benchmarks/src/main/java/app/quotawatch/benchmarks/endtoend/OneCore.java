package app.quotawatch.benchmarks.endtoend;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Pins this process and the processes that it starts to one core until released; requires Linux's {@code taskset}. On several
 * cores, a call over loopback mostly measures how long waking a thread on another core takes. That time doubles or halves depending
 * on where the system places the thread.
 */
public final class OneCore {

    private final BigInteger before;

    private OneCore(BigInteger before) {
        this.before = before;
    }

    /**
     * Pins this process to one of the cores that it may use; does nothing without {@code taskset}.
     *
     * @throws IllegalStateException if {@code taskset} is available but has no effect
     */
    public static OneCore pin() {
        BigInteger cores = allowed();
        if (cores.signum() > 0) {
            BigInteger one = BigInteger.ONE.shiftLeft(cores.getLowestSetBit());
            allow(one);
            if (!allowed().equals(one)) {
                allow(cores);
                throw new IllegalStateException("the process is not pinned to one core");
            }
        }
        return new OneCore(cores);
    }

    /** Returns whether this system supports pinning. */
    public static boolean isPossible() {
        return allowed().signum() > 0;
    }

    /** Lets this process use its previous cores again. */
    public void release() {
        if (before.signum() > 0) {
            allow(before);
        }
    }

    /* One bit per core; zero if unknown. */
    private static BigInteger allowed() {
        String output = taskset();
        String mask = output.substring(output.lastIndexOf(' ') + 1).replace(",", "");
        return mask.isEmpty() ? BigInteger.ZERO : new BigInteger(mask, 16);
    }

    private static void allow(BigInteger cores) {
        taskset(cores.toString(16));
    }

    /* Returns its output; empty if it failed. */
    private static String taskset(String... mask) {
        List<String> command = new ArrayList<>(List.of("taskset", "--all-tasks", "--pid"));
        command.addAll(List.of(mask));
        command.add(Long.toString(ProcessHandle.current().pid()));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return process.waitFor() == 0 ? output : "";
        } catch (IOException missing) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
