package app.quotawatch.benchmarks.endtoend;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Pins a process, and what it starts then, to one core until released; requires Linux's {@code taskset}. On several
 * cores, a call over loopback mostly measures how long waking a thread on another core takes. That time doubles or halves depending
 * on where the system places the thread.
 */
public final class OneCore {

    private final long pid;
    private final BigInteger before;

    private OneCore(long pid, BigInteger before) {
        this.pid = pid;
        this.before = before;
    }

    /**
     * Pins this process to one of the cores that it may use; does nothing without {@code taskset}.
     *
     * @throws IllegalStateException if {@code taskset} is available but has no effect
     */
    public static OneCore pin() {
        return pin(own());
    }

    /** Pins another process as {@link #pin()} pins this one: to the same core, if it may use the same ones. */
    static OneCore pin(long pid) {
        BigInteger cores = allowed(pid);
        if (cores.signum() > 0) {
            BigInteger one = BigInteger.ONE.shiftLeft(cores.getLowestSetBit());
            allow(pid, one);
            if (!allowed(pid).equals(one)) {
                allow(pid, cores);
                throw new IllegalStateException("the process is not pinned to one core");
            }
        }
        return new OneCore(pid, cores);
    }

    /** Returns whether this system supports pinning. */
    public static boolean isPossible() {
        return allowed(own()).signum() > 0;
    }

    /** Lets the process use its previous cores again. */
    public void release() {
        if (before.signum() > 0) {
            allow(pid, before);
        }
    }

    private static long own() {
        return ProcessHandle.current().pid();
    }

    /* One bit per core; zero if unknown. */
    private static BigInteger allowed(long pid) {
        String output = taskset(pid);
        String mask = output.substring(output.lastIndexOf(' ') + 1).replace(",", "");
        return mask.isEmpty() ? BigInteger.ZERO : new BigInteger(mask, 16);
    }

    private static void allow(long pid, BigInteger cores) {
        taskset(pid, cores.toString(16));
    }

    /* Returns its output; empty if it failed. */
    private static String taskset(long pid, String... mask) {
        List<String> command = new ArrayList<>(List.of("taskset", "--all-tasks", "--pid"));
        command.addAll(List.of(mask));
        command.add(Long.toString(pid));
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
