package app.quotawatch.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/** Describes the machine of a run. */
final class Machine {

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Returns two lines: the hardware, its system and its load; the JVM and its largest heap. */
    static String describe() throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return String.format(Locale.ROOT,
                "%s, %d cores, %d GB of memory; %s, %s; load average at the start: %s.%nJVM: %s %s, at most %d GB of heap.",
                processor(), system.getAvailableProcessors(), gigabytes(system.getTotalMemorySize()),
                system.getName(), system.getArch(),
                system.getSystemLoadAverage() < 0
                        ? "unknown"
                        : String.format(Locale.ROOT, "%.1f", system.getSystemLoadAverage()),
                System.getProperty("java.vm.name"), System.getProperty("java.vm.version"),
                gigabytes(Runtime.getRuntime().maxMemory()));
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
