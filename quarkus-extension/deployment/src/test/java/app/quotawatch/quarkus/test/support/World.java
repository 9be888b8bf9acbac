package app.quotawatch.quarkus.test.support;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import app.quotawatch.quarkus.testing.FarSide;

/**
 * What is around the applications under test; each test names its calls so that it knows them again. It is there once, in the
 * class loader of the tests: an application's copy of this class asks that one.
 */
public final class World {

    private static final String UPSTREAM = "upstream";
    private static final String REQUESTS = "requests";
    private static final String INGEST = "ingest";
    private static final String EVENTS = "events";

    private World() {}

    /** Returns the API's URL, without a path. */
    public static String upstreamUrl() {
        return (String) shared().get(UPSTREAM);
    }

    /** Returns method and path of each request that the API got. */
    public static List<String> requestsOf(String pathEnd) {
        return list(REQUESTS).stream().filter(request -> request.endsWith(pathEnd)).toList();
    }

    /** Returns where the application sends its events. */
    public static String ingestUrl() {
        return (String) shared().get(INGEST);
    }

    /** Returns {@code api method status endpoint} of each event whose endpoint ends in this way. */
    public static List<String> eventsOf(String endpointEnd) {
        return list(EVENTS).stream().filter(event -> event.endsWith(endpointEnd)).toList();
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

    /** The only one that starts anything. It has nothing but types of the JDK to give. */
    public static final class Shared {

        private static final Map<String, Object> WORLD = start();

        private Shared() {}

        /** Returns the world by the names of its parts. */
        public static Map<String, Object> get() {
            return WORLD;
        }

        private static Map<String, Object> start() {
            FarSide farSide = new FarSide();
            Supplier<List<String>> requests = farSide::requests;
            Supplier<List<String>> events = farSide::events;
            return Map.of(UPSTREAM, farSide.upstreamUrl(), REQUESTS, requests, INGEST, farSide.ingestUrl(), EVENTS,
                    events);
        }
    }
}
