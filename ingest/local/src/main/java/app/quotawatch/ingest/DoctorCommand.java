package app.quotawatch.ingest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.quotawatch.Finding;
import app.quotawatch.Finding.Severity;
import app.quotawatch.Finding.Topic;
import app.quotawatch.InvalidConfigException;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.config.ConfigReader;
import app.quotawatch.config.SourceFindings;
import app.quotawatch.doctor.Doctor;

/** {@code doctor}: examines an installation from its configuration file, and prints a line for each finding. */
final class DoctorCommand {

    static final String NAME = "doctor";

    static final String HELP = """
            Examines an application's installation of QuotaWatch and prints what it finds.

            Usage: java -jar quotawatch-ingest-runnable.jar doctor --config FILE [--class-path PATH]
              --config FILE      microprofile-config.properties or application.properties; variables
                                 of the environment take precedence, as in the application
              --class-path PATH  the application's jars: a WAR, jars, or folders that contain them
                                 (separated as in a class path); without it, they are not examined
              --help             show this help

            If the configuration has an API key, an empty batch is sent to the ingest.
            Exit code: 0 if nothing is to be fixed, 1 if there is an error or a warning, 2 for bad options.
            """;

    private static final int HEALTHY = 0;
    private static final int TO_BE_FIXED = 1;

    private DoctorCommand() {}

    /**
     * Runs the command.
     *
     * @return the exit code
     * @throws IllegalArgumentException for bad options, and for files that cannot be read
     */
    static int run(List<String> arguments, Map<String, String> environment, PrintStream out) {
        Deque<String> remaining = new ArrayDeque<>(arguments);
        String config = null;
        String classPath = null;
        while (!remaining.isEmpty()) {
            String name = Options.name(remaining);
            switch (name) {
                case "--help" -> {
                    out.print(HELP);
                    return HEALTHY;
                }
                case "--config" -> config = Options.value(name, remaining);
                case "--class-path" -> classPath = Options.value(name, remaining);
                default -> throw new IllegalArgumentException("unknown option " + name
                        + "; valid options are --config, --class-path and --help");
            }
        }
        if (config == null) {
            throw new IllegalArgumentException("--config: is required");
        }
        Set<Finding> findings = examine(FileConfig.of(Path.of(config), environment), classPath);
        print(findings, out);
        return count(findings, Severity.ERROR) + count(findings, Severity.WARNING) > 0 ? TO_BE_FIXED : HEALTHY;
    }

    /* Without duplicates: the source and the configuration that is read from it may have the same. */
    private static Set<Finding> examine(FileConfig source, @Nullable String classPath) {
        Set<Finding> findings = new LinkedHashSet<>();
        for (String key : source.unresolved()) {
            findings.add(Finding.of(Severity.WARNING, Topic.CONFIGURATION, key
                    + " has an expression without a value here, so it counts as not set."));
        }
        QuotaWatchConfig config;
        try {
            config = ConfigReader.read(source);
        } catch (InvalidConfigException invalid) {
            findings.addAll(Doctor.examine(invalid));
            return findings;
        }
        findings.addAll(SourceFindings.on(source, config));
        if (classPath == null) {
            findings.addAll(Doctor.of(config).examine());
            return findings;
        }
        try (ApplicationJars jars = ApplicationJars.of(classPath)) {
            findings.addAll(Doctor.of(config).application(jars.loader()).examine());
        } catch (IOException e) {
            throw new IllegalArgumentException("--class-path: cannot be read: " + e.getMessage(), e);
        }
        return findings;
    }

    private static void print(Set<Finding> findings, PrintStream out) {
        for (Finding finding : findings) {
            out.println(lower(finding.severity()) + " (" + lower(finding.topic()) + "): " + finding.message());
        }
        int errors = count(findings, Severity.ERROR);
        int warnings = count(findings, Severity.WARNING);
        out.println(errors + (errors == 1 ? " error, " : " errors, ") + warnings
                + (warnings == 1 ? " warning" : " warnings"));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static int count(Set<Finding> findings, Severity severity) {
        return (int) findings.stream().filter(finding -> finding.severity() == severity).count();
    }
}
