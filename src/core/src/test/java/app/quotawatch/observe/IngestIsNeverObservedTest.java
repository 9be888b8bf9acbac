package app.quotawatch.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;

import app.quotawatch.BaseUrl;

/** The ingest's own origin belongs to no API, whatever is configured. */
class IngestIsNeverObservedTest {

    private static final URI DELIVERY = URI.create("https://ingest.example.com/v1/ingest");
    private static final BaseUrl INGEST = BaseUrl.parse("https://ingest.example.com");

    @Test
    void ingest_isNotItsOwnApi() {
        assertThat(new ApiMatcher(List.of(Apis.api("https://ingest.example.com")), INGEST).match(DELIVERY)).isNull();
        assertThat(new ApiMatcher(List.of(Apis.api("https://ingest.example.com/v1")), INGEST).match(DELIVERY)).isNull();
    }

    @Test
    void ingest_matchesNoWildcard() {
        ApiMatcher matcher = new ApiMatcher(List.of(Apis.api("https://*.example.com")), INGEST);

        assertThat(matcher.match(DELIVERY)).isNull();
        assertThat(matcher.match(URI.create("https://INGEST.example.com:443/v1/ingest"))).isNull();
        assertThat(matcher.match(URI.create("https://other.example.com/v1/ingest"))).isNotNull();
        assertThat(matcher.match(URI.create("https://x.ingest.example.com/"))).isNotNull();
    }

    @Test
    void anotherPortOfItsHost_isNotTheIngest() {
        ApiMatcher matcher = new ApiMatcher(
                List.of(Apis.api("http://localhost:8080"), Apis.api("http://localhost:3001")),
                BaseUrl.parse("http://localhost:3001/qw"));

        assertThat(matcher.match(URI.create("http://localhost:8080/v1/ingest"))).isNotNull();
        assertThat(matcher.match(URI.create("http://localhost:3001/qw/v1/ingest"))).isNull();
        assertThat(matcher.match(URI.create("http://localhost:3001/other"))).isNull();
    }
}
