package app.quotawatch.testing;

import java.util.List;
import java.util.stream.IntStream;

import app.quotawatch.ApiCall;

/** Calls that differ by their endpoint: {@code /1}, {@code /2} and so on. */
public final class Calls {

    private Calls() {}

    public static ApiCall call(int number) {
        return call("/" + number);
    }

    public static ApiCall call(String endpoint) {
        return ApiCall.builder("Test").endpoint(endpoint).method("GET").status(200).build();
    }

    /** Returns the endpoints of the calls from this number to that one. */
    public static List<String> endpoints(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(number -> "/" + number).toList();
    }
}
