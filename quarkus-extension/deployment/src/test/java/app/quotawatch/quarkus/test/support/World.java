package app.quotawatch.quarkus.test.support;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import app.quotawatch.quarkus.testing.FarSide;
import app.quotawatch.tck.fleet.RedisServer;

/**
 * The upstream and the ingest of the applications under test. Each test uses unique call names to recognise its calls. There is one
 * instance, in the class loader of the tests; an application's copy of this class delegates to it.
 */
public final class World {

    private static final String UPSTREAM = "upstream";
    private static final String REQUESTS = "requests";
    private static final String INGEST = "ingest";
    private static final String EVENTS = "events";
    private static final String REDIS = "redis";

    private World() {}

    /** Returns the API's URL, without a path. */
    public static String upstreamUrl() {
        return (String) shared().get(UPSTREAM);
    }

    /** Returns method and path of each request that the API received. */
    public static List<String> requestsOf(String pathEnd) {
        return list(REQUESTS).stream().filter(request -> request.endsWith(pathEnd)).toList();
    }

    /** Returns the URL that the application sends its events to. */
    public static String ingestUrl() {
        return (String) shared().get(INGEST);
    }

    /** Returns {@code api method status endpoint} of each event whose endpoint ends in this way. */
    public static List<String> eventsOf(String endpointEnd) {
        return list(EVENTS).stream().filter(event -> event.endsWith(endpointEnd)).toList();
    }

    /** Returns the URL of a Redis, which is started when it is first asked for. */
    @SuppressWarnings("unchecked")
    public static String redisUrl() {
        return ((Supplier<String>) shared().get(REDIS)).get();
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(String name) {
        return ((Supplier<List<String>>) shared().get(name)).get();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> shared() {
        try {
            return (Map<String, Object>) ClassLoader.getSystemClassLoader()
                    .loadClass(World.class.getName() + "$Shared")
                    .getMethod("get")
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the servers. Exposes only JDK types, because the class loaders differ. */
    public static final class Shared {

        private static final Map<String, Object> WORLD = start();

        private Shared() {}

        /** Returns the parts by name. */
        public static Map<String, Object> get() {
            return WORLD;
        }

        private static Map<String, Object> start() {
            FarSide farSide = new FarSide();
            Supplier<List<String>> requests = farSide::requests;
            Supplier<List<String>> events = farSide::events;
            Supplier<String> redis = () -> Redis.SERVER.url();
            return Map.of(UPSTREAM, farSide.upstreamUrl(), REQUESTS, requests, INGEST, farSide.ingestUrl(), EVENTS,
                    events, REDIS, redis);
        }

        /* Ends with the JVM. */
        private static final class Redis {

            private static final RedisServer SERVER = RedisServer.start();
        }
    }
}
