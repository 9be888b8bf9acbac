package app.quotawatch.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.ApiConfig;
import app.quotawatch.BaseUrl;

/** The matcher finds the same as a slow and plain one, on many similar APIs. */
class ApiMatcherAgainstReferenceTest {

    private static final String[] LABELS = {"a", "b", "ab", "api", "eu", "x-y", "my_host", "A", "example", "com"};
    private static final String[] SEGMENTS = {"v1", "v10", "v", "a", "b", "a-b", "a%2Fb", "", "V1", "a.b"};
    private static final String[] PORTS = {"", "", "", ":80", ":443", ":8080"};
    private static final int APIS = 200;
    private static final int URLS = 4_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void match_isThatOfTheReference(long seed) {
        Random random = new Random(seed);
        List<ApiConfig> apis = apis(random);
        BaseUrl ingest = BaseUrl.parse("http://api.example.com");
        ApiMatcher matcher = new ApiMatcher(apis, ingest);
        int matched = 0;
        for (int i = 0; i < URLS; i++) {
            URI url = URI.create(url(random, false));
            ApiConfig expected = reference(apis, ingest, url);
            assertThat(match(matcher, url)).as("match of %s", url).isEqualTo(expected);
            assertThat(match(matcher, url)).as("match of %s, once known", url).isEqualTo(expected);
            assertThat(matchParts(matcher, url)).as("match of the parts of %s", url).isEqualTo(expected);
            assertThat(matchParts(matcher, url)).as("match of the parts of %s, once known", url).isEqualTo(expected);
            matched += expected == null ? 0 : 1;
        }
        assertThat(matched).as("a comparison that sees both outcomes").isBetween(URLS / 10, URLS * 9 / 10);
    }

    private static ApiConfig match(ApiMatcher matcher, URI url) {
        ApiTarget target = matcher.match(url);
        return target == null ? null : target.api();
    }

    private static ApiConfig matchParts(ApiMatcher matcher, URI url) {
        String authority = url.getRawAuthority().substring(url.getRawAuthority().indexOf('@') + 1);
        int colon = authority.indexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        int port = colon < 0 ? -1 : Integer.parseInt(authority.substring(colon + 1));
        ApiTarget target = ApiMatcher.api(matcher.sitesOf(url.getScheme(), host, port), url.getRawPath());
        return target == null ? null : target.api();
    }

    private static ApiConfig reference(List<ApiConfig> apis, BaseUrl ingest, URI url) {
        if (isUnder(ingest, url) == Fit.EXACT_HOST) {
            return null;
        }
        return apis.stream()
                .filter(api -> isUnder(api.baseUrl(), url) != Fit.NONE
                        && isPrefix(api.baseUrl().path(), url.getRawPath()))
                .max(Comparator.<ApiConfig>comparingInt(api -> api.baseUrl().anySubdomain() ? 0 : 1)
                        .thenComparingInt(api -> api.baseUrl().host().length())
                        .thenComparingInt(api -> api.baseUrl().path().length()))
                .orElse(null);
    }

    private enum Fit {
        NONE, SUBDOMAIN, EXACT_HOST
    }

    private static Fit isUnder(BaseUrl base, URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        String authority = url.getRawAuthority().toLowerCase(Locale.ROOT).replaceFirst("^[^@]*@", "");
        String host = authority.replaceFirst(":\\d+$", "");
        int port = authority.equals(host)
                ? scheme.equals("https") ? 443 : 80
                : Integer.parseInt(authority.substring(host.length() + 1));
        if (!scheme.equals(base.scheme()) || port != base.port()) {
            return Fit.NONE;
        }
        if (base.anySubdomain()) {
            return host.endsWith("." + base.host()) ? Fit.SUBDOMAIN : Fit.NONE;
        }
        return host.equals(base.host()) ? Fit.EXACT_HOST : Fit.NONE;
    }

    private static boolean isPrefix(String prefix, String path) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    private static List<ApiConfig> apis(Random random) {
        Map<BaseUrl, ApiConfig> apis = new LinkedHashMap<>();
        while (apis.size() < APIS) {
            ApiConfig api = Apis.api(url(random, true));
            apis.putIfAbsent(api.baseUrl(), api);
        }
        List<ApiConfig> shuffled = new ArrayList<>(apis.values());
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static String url(Random random, boolean base) {
        StringBuilder url = new StringBuilder(random.nextBoolean() ? "http://" : "https://");
        if (base && random.nextInt(3) == 0) {
            url.append("*.");
        }
        if (!base && random.nextInt(10) == 0) {
            url.append("user@");
        }
        for (int labels = base ? random.nextInt(2) : random.nextInt(3); labels >= 0; labels--) {
            url.append(LABELS[random.nextInt(LABELS.length)]).append('.');
        }
        url.append("example.com").append(PORTS[random.nextInt(PORTS.length)]);
        for (int segments = random.nextInt(base ? 3 : 5); segments > 0; segments--) {
            url.append('/').append(SEGMENTS[random.nextInt(SEGMENTS.length)]);
        }
        return url.toString();
    }
}
