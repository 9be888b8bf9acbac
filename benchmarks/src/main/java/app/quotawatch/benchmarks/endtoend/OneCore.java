package app.quotawatch.benchmarks.endtoend;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds this process, and what it starts, to one core, until it is released; for that, Linux's {@code taskset} must be there. On
 * several, a call over loopback is mostly the waking of a thread on another core, whose time doubles or halves with
 * where the system happens to put it.
 */
public final class OneCore {

    private final BigInteger before;

    private OneCore(BigInteger before) {
        this.before = before;
    }

    /**
     * Takes one of the cores that this process may use; does nothing where that cannot be.
     *
     * @throws IllegalStateException if {@code taskset} is there and did not do it
     */
    public static OneCore take() {
        BigInteger cores = allowed();
        if (cores.signum() > 0) {
            BigInteger one = BigInteger.ONE.shiftLeft(cores.getLowestSetBit());
            allow(one);
            if (!allowed().equals(one)) {
                allow(cores);
                throw new IllegalStateException("not on one core, as is to be measured");
            }
        }
        return new OneCore(cores);
    }

    /** Returns whether it can be done here. */
    public static boolean isPossible() {
        return allowed().signum() > 0;
    }

    /** Lets this process use the cores it could use before. */
    public void release() {
        if (before.signum() > 0) {
            allow(before);
        }
    }

    /* One bit for each core; none if it is not known. */
    private static BigInteger allowed() {
        String said = taskset();
        String mask = said.substring(said.lastIndexOf(' ') + 1).replace(",", "");
        return mask.isEmpty() ? BigInteger.ZERO : new BigInteger(mask, 16);
    }

    private static void allow(BigInteger cores) {
        taskset(cores.toString(16));
    }

    /* Returns what it said, nothing if it failed. */
    private static String taskset(String... mask) {
        List<String> command = new ArrayList<>(List.of("taskset", "--all-tasks", "--pid"));
        command.addAll(List.of(mask));
        command.add(Long.toString(ProcessHandle.current().pid()));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return process.waitFor() == 0 ? said : "";
        } catch (IOException missing) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
