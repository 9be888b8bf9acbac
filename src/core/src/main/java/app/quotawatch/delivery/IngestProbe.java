package app.quotawatch.delivery;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.event.FailureKind;
import app.quotawatch.http.HttpSender;
import app.quotawatch.privacy.PrintableText;

/** Sends an empty batch to the ingest, on the way that deliveries take, and reports what came back. */
public final class IngestProbe {

    private IngestProbe() {}

    /**
     * What came back.
     *
     * @param status the HTTP status; 0 if there was no response
     * @param message what happened, without secrets
     * @param failure why there was no response; null if there was one
     * @param redirect the origin that a redirect leads to, empty if that is unknown; null if there was no redirect
     * @param page whether the body is a page for people
     * @param proxy host and port of the proxy; null if there is none
     * @param date the time of the other side; null if it is unknown
     * @param at the time of this side at that moment
     */
    public record Result(int status, String message, @Nullable FailureKind failure, @Nullable String redirect,
            boolean page, @Nullable String proxy, @Nullable Instant date, Instant at) {}

    /**
     * Sends the batch on the calling thread, and waits for the response at most for the delivery timeout.
     *
     * @param config has an API key
     */
    public static Result run(QuotaWatchConfig config, Clock clock) {
        String apiKey = config.apiKey().orElseThrow();
        BatchWriter batch = new BatchWriter(apiKey, config.environment());
        batch.begin();
        ResponseReader reader = new ResponseReader(apiKey, clock);
        HttpSender sender = new HttpSender(URI.create(config.ingestUrl() + "/v1/ingest"));
        String proxy = null;
        try {
            proxy = sender.proxy();
            sender.prepare();
            Instant before = clock.instant();
            HttpSender.Response response = sender.post(UUID.randomUUID(), batch.end(),
                    config.deliveryTimeout().toNanos());
            Instant middle = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
            int status = response.status();
            return new Result(status, reader.read(response).message(), null,
                    status >= 300 && status < 400 ? origin(response.location()) : null, isPage(response.body()), proxy,
                    date(response.date()), middle);
        } catch (IOException | RuntimeException | Error e) {
            return new Result(0, reader.failure(e).message(), FailureKind.of(e), null, false, proxy, null,
                    clock.instant());
        } finally {
            sender.close();
        }
    }

    /* The remainder of the URL may be a secret. */
    private static String origin(@Nullable String location) {
        try {
            URI uri = new URI(location == null ? "" : location);
            return uri.getHost() == null
                    ? ""
                    : PrintableText.of(uri.getScheme() + "://" + uri.getHost()
                            + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static boolean isPage(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).stripLeading().startsWith("<");
    }

    private static @Nullable Instant date(@Nullable String header) {
        try {
            return header == null ? null : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
