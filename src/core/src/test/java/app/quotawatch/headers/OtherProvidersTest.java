package app.quotawatch.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that are not in the corpus are read correctly by the same principles. */
class OtherProvidersTest {

    static Stream<Arguments> responses() {
        return Stream.of(
                reads("X-RateLimit-Limit: 100|X-RateLimit-Limit-Remaining: 99|X-RateLimit-Reset: 1759320030",
                        "default 100 99 - +30 -"),
                reads("x-app-limit-24hour-limit: 500|x-app-limit-24hour-remaining: 499|x-app-limit-24hour-reset: 1759320060",
                        "app-limit-24h 500 499 - +60 86400"),
                reads("X-RateLimit-Limit: 20|X-RateLimit-Remaining: 18|X-RateLimit-Reset: 1759320059.627",
                        "default 20 18 - +59.627 -"),
                reads("X-Ratelimit-Perday-Limit: 5000|X-Ratelimit-Perday-Remaining: 4999|X-Ratelimit-Perday-Reset: 3600",
                        "day 5000 4999 - +3600 86400"),
                reads("X-Limit-Per-Second: 10|X-Remaining-This-Second: 9|X-Limit-Per-Day: 10000|X-Remaining-Today: 9998",
                        "second 10 9 - - 1", "day 10000 9998 - - 86400"),
                reads("X-RateLimit-Api-Hard-Limit-Limit: 500|X-RateLimit-Api-Hard-Limit-Remaining: 7",
                        "api-hard 500 7 - - -"),
                reads("X-RateLimit-Free-Hard-Limit: 500|X-RateLimit-Free-Hard-Limit-Remaining: 7",
                        "free-hard 500 7 - - -"),
                reads("X-Gate-RateLimit-Limit: 900|X-Gate-RateLimit-Requests-Remain: 899|"
                        + "X-Gate-RateLimit-Reset-Timestamp: 1759320010", "requests 900 899 - +10 -"),
                reads("X-Sentry-Rate-Limit-Limit: 40|X-Sentry-Rate-Limit-Remaining: 39|X-Sentry-Rate-Limit-Reset: 1759320001|"
                        + "X-Sentry-Rate-Limit-ConcurrentLimit: 25|X-Sentry-Rate-Limit-ConcurrentRemaining: 24",
                        "default 40 39 - +1 -", "concurrency concurrency 25 24 - - -"),
                reads("X-Hubspot-RateLimit-Max: 100|X-Hubspot-RateLimit-Remaining: 98|"
                        + "X-Hubspot-RateLimit-Interval-Milliseconds: 10000", "default 100 98 - - 10"),
                reads("X-DNSME-RequestsRemaining: 148|X-DNSME-RequestLimit: 150|X-DNSME-RequestId: 4b2e",
                        "dnsme-requests 150 148 - - -"),
                reads("X-TokenLimit-Limit: 60000|X-TokenLimit-Remaining: 59000", "token tokens 60000 59000 - - -"),
                reads("X-WeatherApi-QPM-Left: 4999945", "weatherapi-qpm - 4999945 - - 60"),
                reads("X-VaultApi-BurstLimit: 2000|X-VaultApi-BurstLimitRemaining: 1994|X-VaultApi-DailyLimitRemaining: 9",
                        "vaultapi-burst 2000 1994 - - -", "vaultapi-day - 9 - - 86400"),
                reads("X-Api-Quota-Request: 1|X-Api-Quota-Used: 23.5|X-Api-Quota-Left: 126.5", "api - 126.5 23.5 - -"),
                reads("x-requests-remaining: 480|x-requests-used: 20|x-requests-last: 3", "requests - 480 20 - -"),
                reads("x-trial-endpoint-call-limit: 10|x-trial-endpoint-call-remaining: 9",
                        "trial-endpoint-requests 10 9 - - -"),
                reads("x-ms-user-quota-remaining: 14|x-ms-user-quota-resets-after: 00:00:05", "ms-user - 14 - +5 -"),
                reads("x-ms-ratelimit-remaining-resource: Microsoft.Compute/LowCostGet3Min;239,"
                        + "Microsoft.Compute/HighCostGet30Min;1199", "Microsoft.Compute/LowCostGet3Min - 239 - - -",
                        "Microsoft.Compute/HighCostGet30Min - 1199 - - -"),
                reads("x-ms-ratelimit-time-remaining-xrm-requests: 1,199.98|x-ms-ratelimit-burst-remaining-xrm-requests: 5999",
                        "burst-xrm-requests - 5999 - - -"),
                reads("Ratelimit-Limit: 50000;w=60, 2250000;w=3600|RateLimit-Remaining: 49999|RateLimit-Reset: 12",
                        "default 50000 49999 - +12 60", "3600s 2250000 - - - 3600"),
                reads("Concurrency-Limit-Limit: 40|Concurrency-Limit-Remaining: 39|Concurrency-Limit-Type: Default",
                        "concurrency concurrency 40 39 - - -"),
                reads("X-ReadRateLimit-Limit: 100,1000|X-ReadRateLimit-Usage: 3,27", "read 1 100 - 3 - -",
                        "read 2 1000 - 27 - -"),
                reads("RateLimit: \"100-in-1min\"; r=99; t=60|RateLimit-Policy: \"100-in-1min\"; q=100; w=60; pk=:MTI:|"
                        + "X-RateLimit-Limit: 100|X-RateLimit-Remaining: 99|X-RateLimit-Reset: 1759320060",
                        "100-in-1min 100 99 - +60 60"),
                reads("RateLimit: limit=240, remaining=239, reset=0.99", "default 240 239 - +0.99 -"),
                reads("RateLimit: default;r=50;t=30|RateLimit-Policy: default;q=100;w=60", "default 100 50 - +30 60"),
                reads("X-LS-API-Bucket-Level: 10/180|X-LS-API-Drip-Rate: 3", "ls-api-bucket 180 - 10 - -"),
                reads("X-AircallApi-Limit: 60|X-AircallApi-Remaining: 59|X-AircallApi-Reset: 1759320042",
                        "aircallapi 60 59 - +42 -"),
                reads("X-Ratelimit-Global-Remaining: 90|X-Ratelimit-Route-Limit: 10|X-Ratelimit-Route-Remaining: 9|"
                        + "X-Ratelimit-Reset: 1759320007000", "global - 90 - +7 -", "route 10 9 - +7 -"),
                reads("X-Ratelimit-Auth-Token-Limit: 10|X-Ratelimit-Auth-Token-Remaining: 9", "auth-token 10 9 - - -"),
                reads("X-Daily-RateLimit-Token-Limit: 900|X-Daily-RateLimit-Token-Remaining: 899",
                        "day-token tokens 900 899 - - 86400"),
                reads("X-RateLimit-Limit: 5,000|X-RateLimit-Remaining: 4,999", "default 5000 4999 - - -"),
                reads("X-RateLimit-Limit: 100/hour|X-RateLimit-Remaining: 99", "default 100 99 - - 3600"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Remaining: 59/60", "default 60 59 - - -"),
                reads("X-RateLimit-Remaining: 20%", "default percent 100 20 - - -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Remaining: 59|"
                        + "X-RateLimit-Reset: Wed Oct 01 2025 12:00:30 GMT+0000 (Coordinated Universal Time)",
                        "default 60 59 - +30 -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: 2025-10-01 12:00:30 UTC", "default 60 - - +30 -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: Wednesday, 01-Oct-25 12:00:30 GMT",
                        "default 60 - - +30 -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: Wed Oct  1 12:00:30 2025", "default 60 - - +30 -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: 2025-10-01 12:00:30 PST", "default 60 - - - -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: 2025-10-01T14:00:30+02:00", "default 60 - - +30 -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Window: PT1M", "default 60 - - - 60"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Window: 1 minute", "default 60 - - - 60"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset-In-Seconds: 100000", "default 60 - - +100000 -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset-Ms: 1500", "default 60 - - +1.5 -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Remaining: -1", "default 60 - - - -"),
                reads("X-RateLimit-Limit: 0|X-RateLimit-Remaining: 5", "default - 5 - - -"),
                reads("X-RateLimit-Limit: 1, 0|X-RateLimit-Policy: 1;w=1, 0;w=2592000|X-RateLimit-Remaining: 0, 0|"
                        + "X-RateLimit-Reset: 1, 2592000", "1s 1 0 - +1 1"),
                reads("X-RateLimit-Limit: 100|X-RateLimit-Remaining: 12, 7|X-RateLimit-Reset: 10",
                        "default 100 7 - +10 -"),
                reads("RateLimit-Limit: 10|RateLimit-Remaining: 9|RateLimit-Reset: 30|X-RateLimit-Limit: 10|"
                        + "X-RateLimit-Remaining: 7|X-RateLimit-Reset: 1759320030", "default 10 7 - +30 -"),
                reads("RateLimit-Limit: 10|RateLimit-Remaining: 9|RateLimit-Reset: 30|X-RateLimit-Limit: 500|"
                        + "X-RateLimit-Remaining: 77|X-RateLimit-Reset: 600", "default 10 9 - +30 -",
                        "default (2) 500 77 - +600 -"),
                reads("anthropic-ratelimit-unified-5h-reset: 1759338000|anthropic-ratelimit-unified-5h-status: allowed|"
                        + "anthropic-ratelimit-unified-5h-utilization: 0.02",
                        "unified-5h percent 100 - 2 +18000 18000"),
                reads("sforce-limit-info: api-usage=18/5000; per-app-api-usage=17/250(appName=sample)",
                        "api-usage 5000 - 18 - -", "per-app-api-usage 250 - 17 - -"),
                reads("ratelimit-limit: 100|ratelimit-remaining: 50|ratelimit-reset: 5|ratelimit-name: throttle_api",
                        "throttle_api 100 50 - +5 -"),
                reads("x-ratelimit-limit-requests: 60|x-ratelimit-limit-tokens-prompt: 60000|"
                        + "x-ratelimit-remaining-tokens-prompt: 59000|x-ratelimit-over-limit: no",
                        "requests 60 - - - -",
                        "tokens-prompt tokens 60000 59000 - - -"),
                reads("X-Post-Rate-Limit-Limit: 1250|X-Post-Rate-Limit-Remaining: 1248|X-Post-Rate-Limit-Reset: 3600",
                        "post 1250 1248 - +3600 -"),
                reads("x-ratelimit-limit: 100|x-ratelimit-remaining: 150", "default 100 150 - - -"),
                reads("x-ratelimit-limit: 100|x-ratelimit-current: 3", "default 100 - - - -"),
                reads("x-ratelimit-reset-after: 00:01:30|x-ratelimit-limit: 9", "default 9 - - +90 -"),
                reads("X-Rate-Limit-Limit: 10|X-Rate-Limit-Remaining: 9|X-Rate-Limit-Reset: 1759320001000|X-Quota-Limit: 1000|"
                        + "X-Quota-Remaining: 77|X-Quota-Reset: 1759323600000", "default 10 9 - +1 -",
                        "quota 1000 77 - +3600 -"),
                reads("X-Bapi-Limit: 100|X-Bapi-Limit-Status: 99|X-Bapi-Limit-Reset-Timestamp: 1759320001000",
                        "bapi 100 - - +1 -"),
                reads("X-RateLimit-Limit: 10, 10;w=1;name=\"remote_address:192.0.2.1\"|X-RateLimit-Remaining: 9",
                        "default 10 9 - - 1"),
                reads("X-RateLimit-Limit: 5000|X-RateLimit-Remaining: 4990|X-RateLimit-Reset: 1759363200000|"
                        + "X-RateLimit-Minutely-Limit: 60|X-RateLimit-Minutely-Remaining: 58|"
                        + "X-RateLimit-Minutely-Reset: 1759320060000", "default 5000 4990 - +43200 -",
                        "minute 60 58 - +60 60"),
                reads("X-SAPI-USED-IP-WEIGHT-1M: 12", "sapi-ip-weight-1m weight - - 12 - 60"),
                // time that remains is not a quota
                reads("X-RateLimit-Limit: 60|X-RateLimit-Remaining: 9|X-RateLimit-Remaining-Ms: 1500",
                        "default 60 9 - +1.5 -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Seconds-Remaining: 12", "default 60 - - +12 -"),
                // resets that are not in seconds
                reads("X-RateLimit-Limit-Minute: 60|X-RateLimit-Reset-Minute: 41234", "minute 60 - - - 60"),
                reads("X-RateLimit-Limit-Minute: 60|X-RateLimit-Reset-Minute: 60", "minute 60 - - +60 60"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: 10800000", "default 60 - - - -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: 90001", "default 60 - - - -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: 86399", "default 60 - - +86399 -"),
                reads("X-RateLimit-Limit-Month: 60|X-RateLimit-Reset-Month: 1419704", "month 60 - - +1419704 -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Window: 10800000", "default 60 - - - -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Window: P1M", "default 60 - - - -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Window: P1D", "default 60 - - - 86400"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: P1M", "default 60 - - - -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: P1DT1M", "default 60 - - +86460 -"),
                // an interval counts a unit of time
                reads("X-RateLimit-Limit: 60|X-RateLimit-Interval: 5|X-RateLimit-Time-Unit: MINUTE",
                        "default 60 - - - 300"),
                reads("X-RateLimit-Time-Unit: month|X-RateLimit-Interval: 1|X-RateLimit-Limit: 60",
                        "default 60 - - - -"),
                // units
                reads("X-RateLimit-Limit-Cents: 500|X-RateLimit-Remaining-Cents: 499", "cents cents 500 499 - - -"),
                reads("X-RateLimit-Limit-CompletionTokens: 500|X-RateLimit-Remaining-CompletionTokens: 499",
                        "completion-tokens tokens 500 499 - - -"),
                // grouped digits
                reads("X-RateLimit-Limit: 12,500|X-RateLimit-Remaining: 12499", "default 12500 12499 - - -"),
                reads("X-RateLimit-Remaining: 12,499|X-RateLimit-Limit: 12500", "default 12500 12499 - - -"),
                reads("X-RateLimit-Limit: 12,500|X-RateLimit-Remaining: 11,999", "default 12500 11999 - - -"),
                reads("X-RateLimit-Limit: 1,024|X-RateLimit-Remaining: 1,000", "default 1024 1000 - - -"),
                reads("X-RateLimit-Limit: 10,100|X-RateLimit-Remaining: 9,99", "1 10 9 - - -", "2 100 99 - - -"),
                reads("X-RateLimit-Limit: 100,200|X-RateLimit-Remaining: 99,199|X-RateLimit-Reset: 1,60",
                        "1 100 99 - +1 -", "2 200 199 - +60 -"),
                // a rest above the first limit
                reads("RateLimit-Limit: 10, 10;w=1, 20;w=60|RateLimit-Remaining: 149|RateLimit-Reset: 42",
                        "default 10 - - - 1", "60s 20 - - - 60"),
                // one window under different names
                reads("x-rate-limit-minute: 60|x-minute-requests-left: 50|x-minute-usage: 10", "minute 60 50 10 - 60"),
                // money and prepaid rests
                reads("x-ratelimit-limit: 10|x-ratelimit-remaining: 9|x-ratelimit-prepaid-remaining: 0",
                        "default 10 9 - - -"),
                // lone quotas and costs
                reads("X-RateLimit-Limit: 10|X-Monthly-Quota: 3|X-RateLimit-Credits-Used: 1", "default 10 - - - -"),
                reads("X-Requests-Quota: 10|X-Requests-Left: 3", "requests 10 3 - - -"),
                // one number of another, in words
                reads("X-RateLimit-Limit: 100 per 1 hour|X-RateLimit-Remaining: 9", "default 100 9 - - 3600"),
                reads("X-RateLimit-Limit: 100 per minute", "default 100 - - - 60"),
                reads("X-RateLimit-Remaining: 59 of 60", "default 60 59 - - -"),
                reads("X-Shop-Call-Limit: 50/40", "shop-requests 40 - 50 - -"),
                reads("X-RateLimit-Remaining: -5|X-RateLimit-Limit: 10", "default 10 0 - - -"),
                // what is counted, behind the marker and in front of it
                reads("X-RateLimit-Limit-Rows: 500|X-RateLimit-Remaining-Row: 499", "rows rows 500 499 - - -"),
                reads("X-Message-RateLimit-Limit: 5|X-Message-RateLimit-Remaining: 4", "default 5 4 - - -"),
                reads("X-Messages-RateLimit-Limit: 5|X-Messages-RateLimit-Remaining: 4",
                        "messages messages 5 4 - - -"),
                reads("X-Max-Concurrent-Requests: 5", "concurrency-requests concurrency 5 - - - -"),
                // milliseconds
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: 60000", "default 60 - - - -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: 36000", "default 60 - - +36000 -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset-Seconds: 60000", "default 60 - - +60000 -"),
                reads("X-RateLimit-Limit-Day: 60|X-RateLimit-Reset-Day: 60000", "day 60 - - +60000 86400"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: 30|X-RateLimit-Window: 60000", "default 60 - - - -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: 30s|X-RateLimit-Window: 60000", "default 60 - - +30 -"),
                // keys that are lengths of time
                reads("X-RateLimit-Remaining: min=59; hour=400", "minute - 59 - - 60", "hour - 400 - - 3600"),
                reads("X-RateLimit-Remaining-Time: 30|X-RateLimit-Limit: 9", "default 9 - - +30 -"),
                // dates
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: 2025-10-01T14:00:30+02:00[Europe/Paris]",
                        "default 60 - - +30 -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: 30, Wed, 01 Oct 2025 12:00:30 GMT",
                        "default 60 - - +30 -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: 30, 1759320030", "default 60 - - +30 -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: 30, 1759320090", "default 60 - - - -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Reset: Wednesday, October 1, 2025 12:00:30 PM GMT",
                        "default 60 - - +30 -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Next: 1759320030", "default 60 - - +30 -"),
                reads("X-RateLimit-Limit: 60|X-RateLimit-Next-Reset: 30", "default 60 - - +30 -"),
                reads("x-ratelimit-limit-tpm: 1000|x-ratelimit-remaining-tpm: 900", "tpm tokens 1000 900 - - 60"),
                // a held-out set: providers that no rule was made for before
                reads("api-credits-used: 5|api-credits-left: 795", "api-credits credits - 795 5 - -"),
                reads("x-quota-limit: 100|x-quota-remaining: 90|x-increment-usage: 1", "quota 100 90 - - -"),
                reads("x-sib-ratelimit-limit: 100|x-sib-ratelimit-remaining: 99|x-sib-ratelimit-reset: 3596",
                        "default 100 99 - +3596 -"),
                reads("X-Gorgias-Account-Api-Call-Limit: 2/40", "gorgias-account-api-requests 40 - 2 - -"),
                reads("X-RateLimit-Total: 5000|X-RateLimit-Remaining: 4999|X-RateLimit-Used-CurrentRequest: 1",
                        "default 5000 4999 - - -"),
                reads("x-rate-limit-24-hour: 600|x-24-hour-requests-left: 597|x-24-hour-usage: 3",
                        "24h 600 597 3 - 86400"),
                reads("x-ratelimit-limit: 100, 100;w=1;name=\"a_b\", 1000;w=60;name=\"c_d\"|"
                        + "x-ratelimit-remaining: 99|x-ratelimit-reset: 1",
                        "default 100 99 - +1 1", "60s 1000 - - - 60"),
                reads("X-Toggl-Quota-Remaining: 29|X-Toggl-Quota-Resets-In: 3554", "toggl - 29 - +3554 -"),
                reads("X-RateLimit: \"concurrent-requests\";r=49|X-RateLimit-Policy: \"concurrent-requests\";q=50",
                        "concurrent-requests 50 49 - - -"),
                reads("X-RateLimit-Limit: 50|X-RateLimit-Remaining: 49|X-RateLimit-Reset: 1759320060000000",
                        "default 50 49 - +60 -"),
                reads("Akamai-RateLimit-Limit: 60|Akamai-RateLimit-Remaining: 59|Akamai-RateLimit-Next: 2025-10-01T12:00:01.000Z",
                        "default 60 59 - +1 -"),
                reads("X-FeatureRateLimit-Limit: 500|X-FeatureRateLimit-Remaining: 499|"
                        + "X-FeatureRateLimit-Reset: Wed, 01 Oct 2025 13:00:00 GMT", "default 500 499 - +3600 -"),
                reads("x-rate-limit-limit: 1500|x-rate-limit-remaining-ttl: 60|x-rate-limit-remaining-ip-ttl: 60|"
                        + "x-rate-limit-throttle-limit: 80|x-rate-limit-throttle-used: 5|x-rate-limit-used: 5",
                        "default 1500 - 5 +60 -", "throttle 80 - 5 - -", "ip - - - +60 -"),
                reads("X-RateLimit-Limit: 100|X-RateLimit-Remaining: 90|X-RateLimit-Request-Cost: 1|"
                        + "X-RateLimit-Quota-Overage: DISABLED|X-RateLimit-Quota-Allocated: 100|X-RateLimit-Quota-Remaining: 90",
                        "default 100 90 - - -"),
                reads("X-Ratelimit-Allowed: 120|X-Ratelimit-Used: 1|X-Ratelimit-Available: 119|X-Ratelimit-Expiry: 1759320060000",
                        "default 120 119 1 +60 -"),
                reads("X-Ratelimit-Allowed: 1|X-Ratelimit-Reset: 1759320060", "default - - - +60 -"),
                reads("X-RateLimit-AppDay-Limit: 10000000|X-RateLimit-AppDay-Remaining: 9999999|X-RateLimit-AppDay-Reset: 43200|"
                        + "X-RateLimit-SessionOrders-Limit: 1|X-RateLimit-SessionOrders-Remaining: 0|"
                        + "X-RateLimit-SessionOrders-Reset: 1",
                        "app-day 10000000 9999999 - +43200 86400", "session-orders orders 1 0 - +1 -"),
                reads("http_x_ratelimit_limit: 100|http_x_ratelimit_remaining: 99|http_x_ratelimit_account_success_limit: 4|"
                        + "http_x_ratelimit_account_success_remaining: 3|http_x_ratelimit_account_success_reset: 86400",
                        "default 100 99 - - -", "account-success 4 3 - +86400 -"),
                reads("X-RateLimit-Limit: name=default,100;|X-RateLimit-Remaining: name=default,99;",
                        "default 100 99 - - -"),
                reads("X-RateLimit-Limit: name=per-minute,100;name=per-day,1000;|"
                        + "X-RateLimit-Remaining: name=per-minute,99;name=per-day,998;",
                        "per-minute 100 99 - - -", "per-day 1000 998 - - -"),
                reads("x-ratelimit-limit: {\"minute\": 100}|x-ratelimit-remaining: {\"minute\": 99}|"
                        + "x-totallimit-overages-remaining: 0", "minute 100 99 - - 60"),
                reads("RateLimit-Usage: 10, 30|RateLimit-Limit: 500, 5000|RateLimit-Reset: 876, 70000",
                        "1 500 - 10 +876 -", "2 5000 - 30 - -"),
                reads("X-RateLimit-Limit: 100, 100;window=60, 10000;window=86400|X-RateLimit-Remaining: 98|X-RateLimit-Reset: 3",
                        "default 100 98 - +3 60", "86400s 10000 - - - 86400"),
                reads("X-Rate-Limit-Remaining: 699.98|X-Request-Cost: 0.02", "default - 699.98 - - -"));
    }

    @ParameterizedTest
    @MethodSource("responses")
    void response_readsByTheSamePrinciples(String headers, List<String> windows) {
        assertThat(windowsOf(headers)).containsExactlyInAnyOrderElementsOf(windows);
    }

    static Stream<String> quotaless() {
        return Stream.of("x-page-limit: 10|x-limit: 10|x-count: 3", "x-items-remaining: 4|x-days-left: 3",
                "content-length-limit: 5|x-upload-limit: 9", "x-storage-quota-used: 5|x-storage-quota-limit: 10",
                "x-usage: {\"prompt_tokens\": 12, \"total_tokens\": 45}",
                "x-ratelimit-query-cost: 3|x-ratelimit-delay: 0.5",
                "x-tokens-used: 12", "x-order-count: 12", "x-password-reset: 12", "x-ratelimit-used: 50/0",
                "x-rate-limit-policy: free-plan", "x-ratelimit-limit: unlimited|x-ratelimit-remaining: 5",
                "X-RateLimit-State: OK|X-RateLimit-Reason: ACCOUNT|X-RateLimit-Period-In-Sec: 60",
                "Req-Limit-Short: Remaining: 394 Time until reset: 3589",
                // what the words of a name have to prove
                "x-access-token-reset: 2025-10-01T13:00:00Z", "x-auth-token-remaining: 5", "x-max-requests: 5",
                "x-max-concurrency-level: 5|x-time-remaining: 30", "x-delimiter: 5|x-climatelimit: 5",
                "x-current-token-count: 19|x-next-replenish-time: 1759320060000");
    }

    @ParameterizedTest
    @MethodSource("quotaless")
    void responseWithoutQuota_hasNoWindows(String headers) {
        assertThat(windowsOf(headers)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429})
    void overdraftBesideARejection_isNothingLeft(int status) {
        assertThat(ReadingText.windowsOf("X-RateLimit-Limit: 10|X-RateLimit-Remaining: -1", status))
                .containsExactly("default 10 0 - - -");
        assertThat(ReadingText.windowsOf("X-RateLimit-Limit: 100/60", status)).containsExactly("default 60 - 100 - -");
    }

    @Test
    void nothingLeftOfAnUnknownQuota_isBelievedBesideARejection() {
        assertThat(ReadingText.windowsOf("X-RateLimit-Remaining: 0", 429)).containsExactly("default - 0 - - -");
        assertThat(ReadingText.windowsOf("X-RateLimit-Remaining: 0", 200)).isEmpty();
    }

    private static List<String> windowsOf(String headers) {
        return ReadingText.windowsOf(headers, 200);
    }

    private static Arguments reads(String headers, String... windows) {
        return Arguments.of(headers, List.of(windows));
    }
}
