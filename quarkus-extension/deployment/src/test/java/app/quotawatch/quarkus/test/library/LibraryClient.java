package app.quotawatch.quarkus.test.library;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Supplier;

/** Builds a client of the JDK in each way. */
public enum LibraryClient {

    /** The default client. */
    DEFAULT {
        @Override
        public HttpClient client() {
            return HttpClient.newHttpClient();
        }
    },

    /** A builder's client. */
    BUILT {
        @Override
        public HttpClient client() {
            return HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
        }
    },

    /** The default client, through a method reference. */
    REFERRED {
        @Override
        public HttpClient client() {
            Supplier<HttpClient> factory = HttpClient::newHttpClient;
            return factory.get();
        }
    },

    /** A builder's client, through a method reference. */
    REFERRED_BUILDER {
        @Override
        public HttpClient client() {
            Supplier<HttpClient> factory = HttpClient.newBuilder()::build;
            return factory.get();
        }
    };

    /** Returns a new client. */
    public abstract HttpClient client();

    /** Calls a URL. */
    public String call(URI uri) throws IOException, InterruptedException {
        return call(client(), uri);
    }

    /** Calls a URL. */
    public static String call(HttpClient client, URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
}
