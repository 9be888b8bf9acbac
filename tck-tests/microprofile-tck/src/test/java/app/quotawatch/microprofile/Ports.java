package app.quotawatch.microprofile;

import java.util.List;
import java.util.stream.Stream;

/** The ports of the TCK's servers, and those that its clients are configured with but never call. */
final class Ports {

    static final int WIREMOCK = Integer.getInteger("wiremock.server.port");
    static final int JETTY = Integer.getInteger("org.eclipse.microprofile.rest.client.ssl.port");
    static final int SSE = Integer.getInteger("sse.server.port");
    static final int UNRESPONSIVE = Integer.getInteger("tck.port.unresponsive");

    /* Filters of the TCK abort these calls before they are sent, so there must be no event for them. */
    private static final List<Integer> NEVER_SERVED = List.of(80, 1234, 5017, 5678, 8080, 9080, 9876);

    private Ports() {}

    /** Returns the base URL of every API that the TCK's clients are built for. */
    static List<String> baseUrls() {
        Stream<String> served = Stream.of("http://localhost:" + WIREMOCK, "http://localhost:" + JETTY,
                "https://localhost:" + JETTY, "http://localhost:" + SSE, "http://127.0.0.1:" + UNRESPONSIVE);
        return Stream.concat(served, NEVER_SERVED.stream().map(port -> "http://localhost:" + port)).toList();
    }
}
