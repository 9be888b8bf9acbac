package app.quotawatch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import app.quotawatch.ingest.LocalIngest;
import app.quotawatch.ingest.StoredEvent;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.support.Application;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Suite;

/** Applications in one JVM are isolated from each other, even if they share one copy of the library. */
public class ApplicationsTest extends Suite {

    @ParameterizedTest
    @EnumSource
    void twoApplications_areIsolated(ClientKind kind) throws Exception {
        LocalIngest otherIngest = closing(LocalIngest.builder().port(0).start());
        Application one = application(Settings.sendingTo(ingest).things(upstream).set("quotawatch.environment", "one"));
        Application two = application(Settings.sendingTo(otherIngest).things(upstream)
                .set("quotawatch.environment", "two"));

        kind.call(one, upstream.uri(), "of-one", "hush");
        kind.call(two, upstream.uri(), "of-two", "hush");
        kind.call(one, upstream.uri(), "of-one-again", "hush");
        one.close();
        kind.call(two, upstream.uri(), "of-two-alone", "hush");
        two.close();

        assertThat(ingest.events()).extracting(StoredEvent::environment, StoredEvent::endpoint).containsExactly(
                org.assertj.core.groups.Tuple.tuple("one", "/things/of-one"),
                org.assertj.core.groups.Tuple.tuple("one", "/things/of-one-again"));
        assertThat(otherIngest.events()).extracting(StoredEvent::environment, StoredEvent::endpoint).containsExactly(
                org.assertj.core.groups.Tuple.tuple("two", "/things/of-two"),
                org.assertj.core.groups.Tuple.tuple("two", "/things/of-two-alone"));
    }

    @Test
    void restartedApplication_isObservedAgain() {
        for (String environment : List.of("first", "second")) {
            Application application = Settings.sendingTo(ingest).things(upstream)
                    .set("quotawatch.environment", environment).start();
            for (ClientKind kind : ClientKind.values()) {
                kind.call(application, upstream.uri(), environment, "hush");
            }
            application.close();
        }

        assertThat(ingest.events()).hasSize(2 * ClientKind.values().length);
        assertThat(ingest.events()).allMatch(event -> event.endpoint().equals("/things/" + event.environment()));
        assertQuiet();
    }
}
