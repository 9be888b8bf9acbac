package app.quotawatch.doctor;

import java.time.Clock;
import java.time.Duration;

import app.quotawatch.Finding.Topic;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.delivery.IngestProbe;
import app.quotawatch.event.FailureKind;
import app.quotawatch.keys.ConfigKey;

/** Whether the ingest accepts the key, and agrees about the time. */
final class IngestFindings {

    private static final String URL = ConfigKey.INGEST_URL.key();

    /* A Date header has no fraction of a second, and a response may take some. */
    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(5);

    private IngestFindings() {}

    static void add(QuotaWatchConfig config, Findings findings) {
        if (config.apiKey().isEmpty()) {
            findings.info(Topic.INGEST,
                    ConfigKey.API_KEY.key() + " is not set, so nothing is sent: calls are counted and "
                            + "quotas are tracked in this process only.");
            return;
        }
        IngestProbe.Result result = IngestProbe.run(config, Clock.systemUTC());
        String where = config.ingestUrl()
                + (result.proxy() == null ? "" : " (through the proxy " + result.proxy() + ")");
        FailureKind failure = result.failure();
        if (failure != null) {
            findings.error(Topic.INGEST, unreachable(where, failure, result, config));
        } else {
            addResponse(where, result, findings);
            addSkew(result, findings);
        }
    }

    private static String unreachable(String where, FailureKind failure, IngestProbe.Result result,
            QuotaWatchConfig config) {
        String start = "The ingest at " + where;
        if (failure == FailureKind.UNKNOWN_HOST) {
            return start + " is not reachable: its host is unknown. Check " + URL + " and this machine's DNS.";
        } else if (failure == FailureKind.CONNECTION_REFUSED) {
            return start + " is not reachable: nothing listens there (" + result.message()
                    + "). Check host and port of "
                    + URL + ".";
        } else if (failure == FailureKind.TLS) {
            return start + " is not reachable: no encrypted connection (" + result.message()
                    + "). Check the scheme of " + URL + ", and whether this JVM trusts the certificate.";
        } else if (failure == FailureKind.READ_TIMEOUT || failure == FailureKind.CONNECT_TIMEOUT) {
            return start + " did not respond within " + config.deliveryTimeout().toMillis()
                    + " ms. Check host and port of "
                    + URL + ", firewalls, and " + ConfigKey.DELIVERY_TIMEOUT.key() + ".";
        }
        return start + " is not reachable: " + result.message() + ". Check " + URL + ".";
    }

    private static void addResponse(String where, IngestProbe.Result result, Findings findings) {
        int status = result.status();
        String redirect = result.redirect();
        if (status >= 200 && status < 300 && !result.page()) {
            findings.info(Topic.INGEST, "The ingest at " + where + " accepts the key.");
        } else if (redirect != null) {
            findings.error(Topic.INGEST, "Requests to the ingest at " + where + " are redirected"
                    + (redirect.isEmpty() ? "" : " to " + redirect) + " (HTTP " + status + "). QuotaWatch follows no "
                    + "redirect, because it would carry the key elsewhere: set " + URL
                    + " to the final address, or exempt the ingest from the proxy that redirects.");
        } else if (status == 401) {
            findings.error(Topic.INGEST, "The ingest at " + where + " rejects the key of " + ConfigKey.API_KEY.key()
                    + " (" + result.message() + ").");
        } else if (status == 403) {
            findings.error(Topic.INGEST, "The ingest at " + where + " refuses deliveries with this key ("
                    + result.message() + ").");
        } else if (status == 407) {
            findings.error(Topic.INGEST,
                    "The proxy on the way to the ingest at " + where + " requires a login (HTTP 407).");
        } else if (status == 400 || status == 422) {
            findings.info(Topic.INGEST, "The ingest at " + where + " is reachable, but does not accept an empty batch ("
                    + result.message() + "), so whether it accepts the key is unknown.");
        } else if (status == 429 || status >= 500) {
            findings.warning(Topic.INGEST, "The ingest at " + where + " is reachable, but does not accept events now ("
                    + result.message() + "). They are kept and sent later.");
        } else {
            findings.error(Topic.INGEST, "What responds at " + where + " is not an ingest ("
                    + (result.page() ? "HTTP " + status + " with a web page" : result.message()) + "). Check " + URL
                    + ".");
        }
    }

    private static void addSkew(IngestProbe.Result result, Findings findings) {
        if (result.date() == null) {
            findings.info(Topic.CLOCK, "The ingest does not report its time, so the clocks cannot be compared.");
            return;
        }
        // the header's second has begun somewhere within the last one
        Duration ahead = Duration.between(result.date().plusMillis(500), result.at());
        if (ahead.abs().compareTo(TOLERATED_SKEW) <= 0) {
            findings.info(Topic.CLOCK, "This machine's clock agrees with the ingest's.");
        } else {
            findings.warning(Topic.CLOCK, "This machine's clock is " + seconds(ahead.abs()) + " seconds "
                    + (ahead.isNegative() ? "behind" : "ahead of")
                    + " the ingest's: times of calls and resets are off by as much. Synchronise it.");
        }
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(500).toSeconds();
    }
}
