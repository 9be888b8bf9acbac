package app.quotawatch.benchmarks.encoding;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.json.bind.annotation.JsonbDateFormat;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** A batch in the form that a mapper needs. */
@JsonPropertyOrder({"projectApiKey", "events"})
public record Payload(String projectApiKey, List<Event> events) {

    /** One event of the batch. */
    @JsonPropertyOrder({"api", "endpoint", "method", "status", "latencyMs", "timestamp", "environment", "hit429",
            "rateLimitHeaders"})
    public record Event(String api, String endpoint, String method, int status, long latencyMs,
            @JsonFormat(pattern = "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", timezone = "UTC") @JsonbDateFormat("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'") Instant timestamp,
            String environment, boolean hit429, Map<String, String> rateLimitHeaders) {}
}
