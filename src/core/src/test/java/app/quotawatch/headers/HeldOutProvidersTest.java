package app.quotawatch.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Headers of providers whose readings were written down before any of them was read. As in the corpus, windows are
 * distinguished by their numbers: names are descriptive.
 */
class HeldOutProvidersTest {

    static Stream<Arguments> responses() {
        return Stream.of(
                // Mastodon
                reads(200,
                        "X-RateLimit-Limit: 300|X-RateLimit-Remaining: 298|X-RateLimit-Reset: 2025-10-01T12:05:00.575103Z",
                        "300 298 - +300.575103 -"),
                // Upbit
                reads(200, "Remaining-Req: group=default; min=1800; sec=29", "- 1800 - - 60", "- 29 - - 1"),
                // Bitvavo
                reads(200, "bitvavo-ratelimit-limit: 1000|bitvavo-ratelimit-remaining: 999|"
                        + "bitvavo-ratelimit-resetat: 1759320060000", "1000 999 - +60 -"),
                // bitFlyer
                reads(200, "X-RateLimit-Period: 300|X-RateLimit-Remaining: 499|X-RateLimit-Reset: 1759320300|"
                        + "X-OrderRequest-RateLimit-Period: 60|X-OrderRequest-RateLimit-Remaining: 299|"
                        + "X-OrderRequest-RateLimit-Reset: 1759320060", "- 499 - +300 300", "orders - 299 - +60 60"),
                // Phemex
                reads(200, "x-ratelimit-capacity-contract: 500|x-ratelimit-remaining-contract: 498", "500 498 - - -"),
                reads(429, "x-ratelimit-capacity-spotorder: 500|x-ratelimit-remaining-spotorder: 0|"
                        + "x-ratelimit-retry-after-spotorder: 8", "500 0 - - -"),
                // BitMEX
                reads(200, "x-ratelimit-limit: 120|x-ratelimit-remaining: 119|x-ratelimit-reset: 1759320001|"
                        + "x-ratelimit-remaining-1s: 9", "120 119 - +1 -", "- 9 - - 1"),
                // dYdX
                reads(200, "RateLimit-Limit: 175|RateLimit-Remaining: 174|RateLimit-Reset: 1759320010000",
                        "175 174 - +10 -"),
                // CoinAPI: seven decimals, as .NET prints them
                reads(200, "X-RateLimit-Limit: 100|X-RateLimit-Remaining: 99|X-RateLimit-Used: 1|"
                        + "X-RateLimit-Reset: 2025-10-02T00:00:00.0000000Z", "100 99 1 +43200 -"),
                // Lens.org
                reads(200, "x-rate-limit-remaining-request-per-minute: 9|x-rate-limit-remaining-request-per-month: 999|"
                        + "x-rate-limit-remaining-record-per-month: 99999|"
                        + "x-rate-limit-reset-date: 2025-11-01T00:00:00Z",
                        "- 9 - - 60", "- 999 - +2635200 -", "records - 99999 - +2635200 -"),
                // RingCentral
                reads(200, "X-Rate-Limit-Group: light|X-Rate-Limit-Limit: 50|X-Rate-Limit-Remaining: 49|"
                        + "X-Rate-Limit-Window: 60", "50 49 - - 60"),
                // DocuSign
                reads(200, "X-RateLimit-Limit: 3000|X-RateLimit-Remaining: 2999|X-RateLimit-Reset: 1759323600|"
                        + "X-BurstLimit-Limit: 500|X-BurstLimit-Remaining: 499", "3000 2999 - +3600 -",
                        "500 499 - - -"),
                // Digi-Key
                reads(429, "X-BurstLimit-Limit: 120|X-BurstLimit-Remaining: 0|X-BurstLimit-Reset: 58|"
                        + "X-RateLimit-Limit: 1000|X-RateLimit-Remaining: 880|Retry-After: 58",
                        "120 0 - +58 -", "1000 880 - - -"),
                // OpenDota
                reads(200, "X-Rate-Limit-Remaining-Minute: 59|X-Rate-Limit-Remaining-Day: 1999", "- 59 - - 60",
                        "- 1999 - - 86400"),
                // Guild Wars 2
                reads(200, "X-Rate-Limit-Limit: 600|X-Page-Size: 50|X-Page-Total: 4|X-Result-Total: 180|"
                        + "X-Result-Count: 50", "600 - - - -"),
                // CollegeFootballData
                reads(200, "X-CallLimit-Remaining: 950", "- 950 - - -"),
                // API-Football
                reads(200, "x-ratelimit-requests-limit: 100|x-ratelimit-requests-remaining: 99|X-RateLimit-Limit: 10|"
                        + "X-RateLimit-Remaining: 9", "100 99 - - -", "10 9 - - -"),
                // currencyapi
                reads(200, "X-RateLimit-Limit-Quota-Minute: 10|X-RateLimit-Limit-Quota-Month: 5000|"
                        + "X-RateLimit-Remaining-Quota-Minute: 9|X-RateLimit-Remaining-Quota-Month: 4999",
                        "10 9 - - 60", "5000 4999 - - -"),
                // apilayer behind Kong
                reads(200, "x-ratelimit-limit-day: 100|x-ratelimit-remaining-day: 99|x-ratelimit-limit-month: 3000|"
                        + "x-ratelimit-remaining-month: 2990|ratelimit-limit: 100|ratelimit-remaining: 99|"
                        + "ratelimit-reset: 43200", "100 99 - +43200 86400", "3000 2990 - - -"),
                // Entur
                reads(200, "Rate-Limit-Allowed: 500|Rate-Limit-Available: 499|Rate-Limit-Used: 1|"
                        + "Rate-Limit-Expiry-Time: 1759320060000|Rate-Limit-Range: minute", "500 499 1 +60 *"),
                // GoCardless
                reads(200,
                        "ratelimit-limit: 1000|ratelimit-remaining: 999|ratelimit-reset: Wed, 01 Oct 2025 12:01:00 GMT",
                        "1000 999 - +60 -"),
                // Hetzner
                reads(200, "RateLimit-Limit: 3600|RateLimit-Remaining: 3599|RateLimit-Reset: 1759320001",
                        "3600 3599 - +1 -"),
                // Fastly
                reads(200, "Fastly-RateLimit-Remaining: 999|Fastly-RateLimit-Reset: 1759323600", "- 999 - +3600 -"),
                // PagerDuty
                reads(200, "ratelimit-limit: 960|ratelimit-remaining: 959|ratelimit-reset: 7", "960 959 - +7 -"),
                // SharePoint
                reads(429, "RateLimit-Limit: 1200|RateLimit-Remaining: 0|RateLimit-Reset: 5|Retry-After: 5",
                        "1200 0 - +5 -"),
                // Jira Data Center
                reads(200, "X-RateLimit-Limit: 100|X-RateLimit-Remaining: 99|X-RateLimit-FillRate: 10|"
                        + "X-RateLimit-Interval-Seconds: 60|Retry-After: 0", "100 99 - - 60"),
                // Bitbucket
                reads(200, "X-RateLimit-Limit: 1000|X-RateLimit-Resource: api/2.0/repositories|"
                        + "X-RateLimit-NearLimit: false", "1000 - - - -"),
                // FullContact
                reads(200, "X-Rate-Limit-Limit: 60|X-Rate-Limit-Remaining: 59|X-Rate-Limit-Reset: 44",
                        "60 59 - +44 -"),
                // Help Scout
                reads(429, "X-RateLimit-Limit-Minute: 400|X-RateLimit-Remaining-Minute: 0|X-RateLimit-Retry-After: 10",
                        "400 0 - - 60"),
                // Zoho CRM
                reads(200, "X-API-CREDITS-REMAINING: 99932|X-ACCESSTOKEN-RESET: 2025-10-01T13:00:00+00:00",
                        "credits - 99932 - - -"),
                // Zoho Desk
                reads(200, "X-Rate-Limit-Remaining-v3: 14876|X-Rate-Limit-Request-Weight-v3: 5", "- 14876 - - -"),
                // ElevenLabs
                reads(200, "current-concurrent-requests: 1|maximum-concurrent-requests: 10|character-cost: 12",
                        "concurrency 10 - * - -"),
                // GitHub Models
                reads(429, "x-ratelimit-timeremaining: 17244|x-ratelimit-type: UserByModelByDay|Retry-After: 17244",
                        "- - - +17244 *"),
                // Together AI
                reads(200,
                        "x-ratelimit-limit: 10|x-ratelimit-remaining: 9|x-ratelimit-reset: 1|x-tokenlimit-limit: 3000|"
                                + "x-tokenlimit-remaining: 2990",
                        "10 9 - +1 -", "tokens 3000 2990 - - -"),
                // SambaNova
                reads(200, "x-ratelimit-limit-requests: 20|x-ratelimit-remaining-requests: 19|"
                        + "x-ratelimit-reset-requests: 1759320060|x-ratelimit-limit-requests-day: 400|"
                        + "x-ratelimit-remaining-requests-day: 399|x-ratelimit-reset-requests-day: 1759406400",
                        "20 19 - +60 -", "400 399 - +86400 86400"),
                // Cohere
                reads(200, "x-endpoint-monthly-call-limit: 1000|x-trial-endpoint-call-limit: 20|"
                        + "x-trial-endpoint-call-remaining: 19|num_chars: 530|num_tokens: 121",
                        "1000 - - - -", "20 19 - - -"),
                // Clover
                reads(429, "X-RateLimit-tokenLimit: 16|X-RateLimit-crossTokenLimit: 50|"
                        + "X-RateLimit-crossTokenConcurrentLimit: 10", "tokens 16 - - - -", "tokens 50 - - - -",
                        "concurrency 10 - - - -"),
                // Azure API Management, as its documentation configures it
                reads(200, "remainingCallsPerSubscription: 9", "- 9 - - -"),
                // NestJS with named throttlers
                reads(200, "X-RateLimit-Limit-short: 3|X-RateLimit-Remaining-short: 2|X-RateLimit-Reset-short: 1|"
                        + "X-RateLimit-Limit-long: 100|X-RateLimit-Remaining-long: 99|X-RateLimit-Reset-long: 60",
                        "3 2 - +1 -", "100 99 - +60 -"),
                // spring-cloud-zuul-ratelimit: milliseconds
                reads(200, "X-RateLimit-Limit-orders_anonymous: 10|X-RateLimit-Remaining-orders_anonymous: 9|"
                        + "X-RateLimit-Reset-orders_anonymous: 59000", "10 9 - - -"),
                // MuleSoft: milliseconds
                reads(200, "x-ratelimit-limit: 5|x-ratelimit-remaining: 4|x-ratelimit-reset: 59987", "5 4 - * -"),
                // ImageKit: milliseconds
                reads(429, "X-RateLimit-Limit: 20|X-RateLimit-Reset: 857|X-RateLimit-Interval: 1000", "20 - - - -"),
                reads(429, "X-RateLimit-Limit: 400|X-RateLimit-Reset: 41210|X-RateLimit-Interval: 60000",
                        "400 - - - -"),
                // KuCoin: milliseconds
                reads(200, "gw-ratelimit-limit: 4000|gw-ratelimit-remaining: 3997|gw-ratelimit-reset: 14900",
                        "4000 3997 - * -"),
                // Yii
                reads(200, "X-Rate-Limit-Limit: 100|X-Rate-Limit-Remaining: 100|X-Rate-Limit-Reset: 0",
                        "100 100 - +0 -"),
                // slowapi
                reads(200, "X-RateLimit-Limit: 5|X-RateLimit-Remaining: 4|X-RateLimit-Reset: 1759320059.8372",
                        "5 4 - +59.8372 -"),
                // TIC
                reads(200, "X-RateLimit-Limit: 5000|X-RateLimit-Remaining: 4990|X-RateLimit-Reset: 3600|"
                        + "X-RateLimit-Limit-Minute: 60|X-RateLimit-Remaining-Minute: 59", "5000 4990 - +3600 -",
                        "60 59 - - 60"),
                // OmopHub
                reads(200, "ratelimit-limit: 60|ratelimit-remaining: 59|ratelimit-reset: 12|ratelimit-window: 60",
                        "60 59 - +12 60"),
                // Cal.com
                reads(200, "X-RateLimit-Limit-Default: 120|X-RateLimit-Remaining-Default: 119|"
                        + "X-RateLimit-Reset-Default: 60", "120 119 - +60 -"),
                // what has no quota in it
                // ip-api.com
                reads(200, "X-Rl: 44|X-Ttl: 60"),
                // Figma
                reads(429, "Retry-After: 30|X-Figma-Plan-Tier: starter|X-Figma-Rate-Limit-Type: low|"
                        + "X-Figma-Upgrade-Link: https://www.example.com/upgrade"),
                // Azure Cosmos DB: sizes of documents
                reads(200, "x-ms-request-charge: 2.83|"
                        + "x-ms-resource-quota: documentSize=51200;documentsSize=52428800;documentsCount=-1;|"
                        + "x-ms-resource-usage: documentSize=0;documentsSize=1;documentsCount=8;"),
                // Sentinel Hub, ScraperAPI, ScrapingBee, IEX Cloud, Ahrefs: the cost of a call
                reads(200, "X-ProcessingUnits-Spent: 0.33"),
                reads(200, "sa-credit-cost: 5|spb-cost: 25"),
                reads(200, "iexcloud-messages-used: 10"),
                reads(200, "x-api-rows: 100|x-api-units-cost-total: 150"),
                // Discourse
                reads(429, "Discourse-Rate-Limit-Error-Code: user_10_secs_limit|Retry-After: 9"));
    }

    /** What somebody who knows the provider reads more from; what is read of it is right. */
    static Stream<Arguments> responsesThatStateMore() {
        return Stream.of(
                // CryptoCompare: four windows, each in two headers under different names
                reads(200, "x-ratelimit-limit: 100000, 50;window=1, 2500;window=60, 25000;window=3600|"
                        + "x-ratelimit-remaining: 99999|"
                        + "x-ratelimit-remaining-all: 99999, 49;window=1, 2499;window=60, 24999;window=3600|"
                        + "x-ratelimit-reset: 2412312|"
                        + "x-ratelimit-reset-all: 2412312, 1;window=1, 12;window=60, 900;window=3600",
                        "100000 99999 - - -", "50 - - - 1", "2500 - - - 60", "25000 - - - 3600", "- 99999 - - -",
                        "- 49 - - 1", "- 2499 - - 60", "- 24999 - - 3600"),
                // Azure API Management: a total is a limit only beside what remains of it
                reads(200, "remaining-calls: 9|total-calls: 10", "- 9 - - -"),
                // Meta's Marketing API: percentages under a name that is not a quota's
                reads(200, "x-fb-ads-insights-throttle: {\"app_id_util_pct\":5.1,\"acc_id_util_pct\":0,"
                        + "\"ads_api_access_tier\":\"standard_access\"}"));
    }

    @ParameterizedTest
    @MethodSource({"responses", "responsesThatStateMore"})
    void response_readsAsSomebodyWhoSeesOnlyTheHeadersReadsIt(int status, String headers, List<String> windows) {
        assertThat(ReadingText.numbersOf(headers, status)).usingElementComparator(ReadingText::compare)
                .containsExactlyInAnyOrderElementsOf(windows);
    }

    private static Arguments reads(int status, String headers, String... windows) {
        return Arguments.of(status, headers, List.of(windows));
    }
}
