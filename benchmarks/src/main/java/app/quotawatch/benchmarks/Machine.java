package app.quotawatch.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/** Says what a run was made on. */
final class Machine {

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Returns a sentence; it says also how busy the machine is. */
    static String describe() throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return String.format(Locale.ROOT,
                "%s, %d cores, %d GB of memory, of which %d GB for a heap at most; %s, %s; %s %s. Load average when it began: %s.",
                processor(), system.getAvailableProcessors(), gigabytes(system.getTotalMemorySize()),
                gigabytes(Runtime.getRuntime().maxMemory()), system.getName(), system.getArch(),
                System.getProperty("java.vm.name"), System.getProperty("java.vm.version"),
                system.getSystemLoadAverage() < 0
                        ? "unknown"
                        : String.format(Locale.ROOT, "%.1f",
                                system.getSystemLoadAverage()));
    }

    private static String processor() throws IOException {
        if (!Files.isReadable(PROCESSOR)) {
            return "Unknown processor";
        }
        try (Stream<String> lines = Files.lines(PROCESSOR)) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).trim()).orElse("Unknown processor");
        }
    }

    private static long gigabytes(long bytes) {
        return Math.round((double) bytes / (1 << 30));
    }
}
