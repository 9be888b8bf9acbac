package app.quotawatch.doctor;

import java.util.ArrayList;
import java.util.List;

import app.quotawatch.Finding;
import app.quotawatch.Finding.Severity;
import app.quotawatch.Finding.Topic;
import app.quotawatch.json.ResultList;

/** Collects findings. Not thread-safe. */
final class Findings {

    private final List<Finding> findings = new ArrayList<>();

    void info(Topic topic, String message) {
        findings.add(Finding.of(Severity.INFO, topic, message));
    }

    void warning(Topic topic, String message) {
        findings.add(Finding.of(Severity.WARNING, topic, message));
    }

    void error(Topic topic, String message) {
        findings.add(Finding.of(Severity.ERROR, topic, message));
    }

    List<Finding> toList() {
        return ResultList.of(List.copyOf(findings));
    }
}
