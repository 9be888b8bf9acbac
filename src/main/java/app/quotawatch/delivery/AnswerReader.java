package app.quotawatch.delivery;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;

import jakarta.json.bind.JsonbException;

/** Reads an ingest's HTTP answer: what to do now, and what to tell a person. */
final class AnswerReader {

    private static final int MAX_MESSAGE = 300;
    private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(5);

    private final EventJson json;
    private final String apiKey;
    private final Clock clock;

    AnswerReader(EventJson json, String apiKey, Clock clock) {
        this.json = json;
        this.apiKey = apiKey;
        this.clock = clock;
    }

    Answer read(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        Answer.Verdict verdict = verdict(status);
        if (verdict == Answer.Verdict.DELIVERED) {
            return new Answer(verdict, OptionalInt.of(status), "", Optional.empty(), Optional.empty());
        }
        EventJson.ErrorBody error = errorBody(response.body());
        String said = error.message == null ? error.error : error.message;
        String message = "HTTP " + status + (said == null || said.isBlank() ? "" : ": " + shown(said));
        return new Answer(verdict, OptionalInt.of(status), message, Optional.ofNullable(error.code).map(this::shown),
                response.headers().firstValue("Retry-After").flatMap(this::retryAfter));
    }

    private static Answer.Verdict verdict(int status) {
        if (status >= 200 && status < 300) {
            return Answer.Verdict.DELIVERED;
        }
        return switch (status) {
            case 401, 403 -> Answer.Verdict.REFUSED;
            case 400, 413, 422 -> Answer.Verdict.SPLIT;
            // a redirect, a 404: most likely not the ingest that answered; the events are still good
            default -> Answer.Verdict.RETRY;
        };
    }

    private EventJson.ErrorBody errorBody(byte[] body) {
        try {
            return json.decodeError(new String(body, StandardCharsets.UTF_8));
        } catch (JsonbException notJson) {
            return new EventJson.ErrorBody();
        }
    }

    /* An ingest could repeat what it was sent, and the words go to a log. */
    private String shown(String words) {
        String line = words.replace(apiKey, "***").replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "...";
    }

    private Optional<Duration> retryAfter(String value) {
        try {
            Duration delay = value.strip().matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value.strip()))
                    : Duration.between(Instant.now(clock),
                            ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            if (delay.isNegative()) {
                return Optional.empty();
            }
            return Optional.of(delay.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : delay);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
