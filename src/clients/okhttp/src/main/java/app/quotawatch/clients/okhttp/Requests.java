package app.quotawatch.clients.okhttp;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.ClientObserver.Observation;
import app.quotawatch.spi.HeaderLines;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/** OkHttp's requests and headers in the form that the observer takes, without a copy of either. */
final class Requests {

    private Requests() {}

    /** Begins a request; null if it belongs to no API: then nothing has been allocated. */
    static @Nullable Observation start(ClientObserver observer, String method, HttpUrl url) {
        return observer.mayObserve(url.scheme(), url.host(), url.port())
                ? observer.start(method, url.scheme(), url.host(), url.port(), url.encodedPath())
                : null;
    }

    static Map<String, @Nullable String> headers(Headers headers) {
        return HeaderLines.asMap(new Lines(headers));
    }

    private static final class Lines implements HeaderLines {

        private final Headers headers;

        Lines(Headers headers) {
            this.headers = headers;
        }

        @Override
        public int count() {
            return headers.size();
        }

        @Override
        public String name(int line) {
            return headers.name(line);
        }

        @Override
        public String value(int line) {
            return headers.value(line);
        }
    }
}
