package app.quotawatch.doctor;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ConfigProblem;
import app.quotawatch.Finding;
import app.quotawatch.Finding.Topic;
import app.quotawatch.InvalidConfigException;
import app.quotawatch.QuotaWatchConfig;

/**
 * Examines an installation: configuration, platform, class path, clients, ingest and clock. A running application calls
 * {@link app.quotawatch.QuotaWatch#diagnose()} instead. Not thread-safe.
 */
public final class Doctor {

    private final QuotaWatchConfig config;
    private @Nullable ClassLoader application;
    private @Nullable String executor;
    private Set<String> missedApis = Set.of();

    private Doctor(QuotaWatchConfig config) {
        this.config = config;
    }

    /**
     * Returns a doctor for an installation with this configuration.
     *
     * @throws NullPointerException if {@code config} is null
     */
    public static Doctor of(QuotaWatchConfig config) {
        return new Doctor(Objects.requireNonNull(config, "config"));
    }

    /** Returns the findings about a configuration that cannot be used: one error for each problem. */
    public static List<Finding> examine(InvalidConfigException invalid) {
        Findings findings = new Findings();
        for (ConfigProblem problem : invalid.problems()) {
            findings.error(Topic.CONFIGURATION, problem.message());
        }
        return findings.toList();
    }

    /** Sets the class loader of the application; without one, class path and clients are not examined. Loads no class of it. */
    public Doctor application(@Nullable ClassLoader loader) {
        this.application = loader;
        return this;
    }

    /** Sets what runs the deliveries, as the end of a sentence; without it, nothing is found about that. */
    public Doctor executor(@Nullable String description) {
        this.executor = description;
        return this;
    }

    /** Sets the IDs of the APIs whose host has been called, but never below their base URL's path; default none. */
    public Doctor missedApis(Set<String> ids) {
        this.missedApis = Set.copyOf(ids);
        return this;
    }

    /**
     * Examines the installation. If there is an API key, an empty batch is sent to the ingest, which stores nothing; waits for the
     * response at most for the delivery timeout.
     *
     * @return one or more findings, in the order of {@link Topic}. Immutable.
     */
    public List<Finding> examine() {
        Findings findings = new Findings();
        ConfigFindings.add(config, missedApis, findings);
        if (executor != null) {
            findings.info(Topic.PLATFORM, "Deliveries run on " + executor + ".");
        }
        if (application != null) {
            ClassPath classPath = new ClassPath(application);
            PlatformFindings.add(classPath, findings);
            LibraryFindings.add(classPath, findings);
            ClientFindings.add(classPath, findings);
        }
        IngestFindings.add(config, findings);
        return findings.toList();
    }

    @Override
    public String toString() {
        return "Doctor[" + config + "]";
    }
}
