package app.quotawatch.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

import app.quotawatch.http.HttpSender;
import app.quotawatch.json.JsonMembers;
import app.quotawatch.privacy.PrintableText;

/** Interprets an ingest's HTTP response: what to do now, and what to report. */
final class ResponseReader {

    private static final int MAX_MESSAGE = 300;
    private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(5);

    private final String apiKey;
    private final Clock clock;

    ResponseReader(String apiKey, Clock clock) {
        this.apiKey = apiKey;
        this.clock = clock;
    }

    AttemptResult read(HttpSender.Response response) {
        int status = response.status();
        AttemptResult.Verdict verdict = verdict(status);
        if (verdict == AttemptResult.Verdict.DELIVERED) {
            return new AttemptResult(verdict, OptionalInt.of(status), "", Optional.empty(), Optional.empty());
        }
        Map<String, String> error = JsonMembers.strings(new String(response.body(), StandardCharsets.UTF_8));
        String reason = error.containsKey("message") ? error.get("message") : error.get("error");
        String message = "HTTP " + status + (reason == null || reason.isBlank() ? "" : ": " + shown(reason));
        return new AttemptResult(verdict, OptionalInt.of(status), message,
                Optional.ofNullable(error.get("code")).map(this::shown),
                Optional.ofNullable(response.retryAfter()).flatMap(this::retryAfter));
    }

    /** Returns the result of an attempt without a response, or without one that could be parsed. */
    AttemptResult failure(Throwable error) {
        return AttemptResult.noResponse(shown(describe(error)));
    }

    private static AttemptResult.Verdict verdict(int status) {
        if (status >= 200 && status < 300) {
            return AttemptResult.Verdict.DELIVERED;
        }
        return switch (status) {
            case 401, 403 -> AttemptResult.Verdict.FORBIDDEN;
            case 400, 413, 422 -> AttemptResult.Verdict.SPLIT;
            // a redirect, a 404: the response most likely does not come from the ingest; the events are still valid
            default -> AttemptResult.Verdict.RETRY;
        };
    }

    /* The JDK's exceptions often have no message. */
    private static String describe(Throwable error) {
        String message = error.getMessage();
        if (error instanceof IOException && message != null && !message.isBlank()) {
            return message;
        }
        return error instanceof ConnectException ? "connection refused" : error.getClass().getSimpleName();
    }

    /* An ingest could echo what it was sent, and the text is logged. */
    private String shown(String text) {
        String line = PrintableText.of(text.replace(apiKey, "***"));
        return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "...";
    }

    private Optional<Duration> retryAfter(String value) {
        return delay(value.strip()).filter(delay -> !delay.isNegative())
                .map(delay -> delay.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : delay);
    }

    private Optional<Duration> delay(String value) {
        if (RetryAfter.SECONDS.matcher(value).matches()) {
            // more digits than fit into a number exceed the maximum anyway
            return Optional.of(value.length() > 9 ? MAX_RETRY_AFTER : Duration.ofSeconds(Long.parseLong(value)));
        }
        for (DateTimeFormatter form : RetryAfter.DATES) {
            try {
                Instant end = Instant.from(form.withZone(ZoneOffset.UTC).parse(value));
                return Optional.of(Duration.between(clock.instant(), end));
            } catch (DateTimeException notThisForm) {
                // the next one
            }
        }
        return Optional.empty();
    }

    /** The forms of a Retry-After header. In a class of their own, because they are slow to build and few responses have one. */
    private static final class RetryAfter {

        static final Pattern SECONDS = Pattern.compile("[0-9]+");

        /* The three forms that a recipient must accept: RFC 9110, section 5.6.7. */
        static final List<DateTimeFormatter> DATES = List.of(DateTimeFormatter.RFC_1123_DATE_TIME,
                DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.ENGLISH),
                DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH));
    }
}
