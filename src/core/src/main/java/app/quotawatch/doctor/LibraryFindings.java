package app.quotawatch.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import app.quotawatch.Finding.Topic;

/** Whether the jars of QuotaWatch are there once each, and fit together. */
final class LibraryFindings {

    /** An artifact, and a class that only it has. */
    private record Artifact(String name, String type) {}

    private static final List<Artifact> ARTIFACTS = List.of(
            new Artifact("quotawatch-core", "app.quotawatch.QuotaWatch"),
            new Artifact("quotawatch", "app.quotawatch.rest.CallFilter"),
            new Artifact("quotawatch-metrics", "app.quotawatch.metrics.MeterCatalog"),
            new Artifact("quotawatch-client-jdk", "app.quotawatch.clients.jdk.QuotaWatchHttpClient"),
            new Artifact("quotawatch-client-okhttp", "app.quotawatch.clients.okhttp.QuotaWatchInterceptor"),
            new Artifact("quotawatch-client-apache5", "app.quotawatch.clients.apache5.QuotaWatchExec"),
            new Artifact("quotawatch-client-aws", "app.quotawatch.clients.aws.QuotaWatchExecutionInterceptor"),
            new Artifact("quarkus-quotawatch", "app.quotawatch.quarkus.runtime.QuotaWatchLife"));

    private LibraryFindings() {}

    static void add(ClassPath classPath, Findings findings) {
        Map<String, Set<String>> byVersion = new TreeMap<>();
        List<String> present = new ArrayList<>();
        for (Artifact artifact : ARTIFACTS) {
            Set<String> homes = classPath.homesOf(artifact.type());
            if (homes.size() > 1) {
                findings.error(Topic.CLASS_PATH, artifact.name() + " is on the class path " + homes.size() + " times ("
                        + String.join(", ", new TreeSet<>(homes)) + "): keep one of them.");
            }
            if (!homes.isEmpty()) {
                present.add(artifact.name());
                classPath.versionOf(artifact.name()).ifPresent(version -> byVersion
                        .computeIfAbsent(version, unseen -> new TreeSet<>()).add(artifact.name()));
            }
        }
        if (present.isEmpty()) {
            findings.error(Topic.CLASS_PATH, "QuotaWatch is not on the class path: add app.quotawatch:quotawatch.");
        } else if (byVersion.size() > 1) {
            findings.error(Topic.CLASS_PATH, "The artifacts of QuotaWatch have different versions (" + list(byVersion)
                    + "): import app.quotawatch:quotawatch-bom, which aligns them.");
        } else {
            findings.info(Topic.CLASS_PATH, "On the class path: " + String.join(", ", present)
                    + (byVersion.isEmpty() ? "" : ", version " + byVersion.keySet().iterator().next()) + ".");
        }
    }

    private static String list(Map<String, Set<String>> byVersion) {
        StringBuilder text = new StringBuilder();
        byVersion.forEach((version, artifacts) -> text.append(text.isEmpty() ? "" : "; ").append(version).append(": ")
                .append(String.join(", ", artifacts)));
        return text.toString();
    }
}
