package app.quotawatch.microprofile;

import java.util.Arrays;
import java.util.Optional;

import app.quotawatch.microprofile.Journal.Line;

/** The requests that reach a server but produce no event, each with its reason. Every other unobserved request is a defect. */
enum Unobserved {

    /* The application makes one call; filters do not see the redirects that its transport follows. */
    REDIRECT(".*\\.(CDI)?FollowRedirectsTest", "GET", ".*/redirected", 4, "a redirect that the transport followed"),

    /* A call that receives no response produces no event; it is counted as failed. */
    NO_RESPONSE(".*\\.timeout\\..*", "GET", ".*/", 1, "no response within the client's timeout");

    private final String testClass;
    private final String method;
    private final String url;
    private final int timesInAClass;
    private final String reason;

    Unobserved(String testClass, String method, String url, int timesInAClass, String reason) {
        this.testClass = testClass;
        this.method = method;
        this.url = url;
        this.timesInAClass = timesInAClass;
        this.reason = reason;
    }

    /** Returns why this request is not observed, unless there were more such requests before it than expected. */
    static Optional<Unobserved> of(Line request, int before) {
        return Arrays.stream(values())
                .filter(candidate -> request.testClass().matches(candidate.testClass)
                        && request.method().equals(candidate.method)
                        && request.url().matches(candidate.url)
                        && before < candidate.timesInAClass)
                .findFirst();
    }

    @Override
    public String toString() {
        return reason;
    }
}
