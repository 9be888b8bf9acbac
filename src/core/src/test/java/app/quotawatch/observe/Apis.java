package app.quotawatch.observe;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

import app.quotawatch.ApiConfig;
import app.quotawatch.BaseUrl;

/** A matcher of APIs that are named like their base URLs. */
final class Apis {

    static final BaseUrl INGEST = BaseUrl.parse("https://ingest.quotawatch.app");

    private final ApiMatcher matcher;

    private Apis(List<ApiConfig> apis) {
        matcher = new ApiMatcher(apis, INGEST);
    }

    static Apis of(String... baseUrls) {
        return new Apis(Arrays.stream(baseUrls).map(Apis::api).toList());
    }

    static ApiConfig api(String baseUrl) {
        return ApiConfig.builder(baseUrl).baseUrl(baseUrl).build();
    }

    /** Returns the base URL of the API that the URL belongs to, or null. */
    String match(String url) {
        ApiTarget target = matcher.match(URI.create(url));
        return target == null ? null : target.api().name();
    }
}
