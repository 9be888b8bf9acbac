package app.quotawatch.tck.support;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import app.quotawatch.ingest.LocalIngest;

/** The properties of an application under test. */
public final class Settings {

    /** The key that every application under test sends. */
    public static final String API_KEY = "qw_test_0123456789abcdef";

    /** The secret in every part of a call, which must not appear anywhere else. */
    public static final String SECRET = "hush";

    private final Map<String, String> properties = new LinkedHashMap<>();

    private Settings() {}

    /** Starts without any property. */
    public static Settings none() {
        return new Settings();
    }

    /** Starts with the properties of an application that sends to this ingest and flushes only on demand. */
    public static Settings sendingTo(LocalIngest ingest) {
        return sendingTo(ingest.uri());
    }

    /** Starts with the properties of an application that sends to this ingest and flushes only on demand. */
    public static Settings sendingTo(URI ingest) {
        return none()
                .set("quotawatch.api-key", API_KEY)
                .set("quotawatch.ingest-url", ingest.toString())
                .set("quotawatch.flush-interval-seconds", "3600");
    }

    /** Sets a property. */
    public Settings set(String key, String value) {
        properties.put(key, value);
        return this;
    }

    /** Adds an API to observe. */
    public Settings api(String id, URI baseUrl) {
        return set("quotawatch.apis." + id + ".base-url", baseUrl.toString());
    }

    /** Adds the API that the suite's injected client calls. */
    public Settings things(Upstream upstream) {
        return things(upstream.uri());
    }

    /** Adds the API that the suite's injected client calls. */
    public Settings things(URI baseUrl) {
        return api("things", baseUrl).set("things/mp-rest/url", baseUrl.toString());
    }

    /** Starts the application. */
    public Application start() {
        return Application.start(properties);
    }
}
