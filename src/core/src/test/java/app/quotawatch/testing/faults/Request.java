package app.quotawatch.testing.faults;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A whole HTTP request, as it came over the wire. */
public record Request(String head, byte[] body) {

    private static final Pattern ENDPOINT = Pattern.compile("\"endpoint\":\"([^\"]*)\"");

    /** Returns a header's value; the name in any case. */
    public Optional<String> header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return head.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip()).findFirst();
    }

    /** Returns the endpoints of the events in it if it is a batch, by which tests distinguish events. */
    public List<String> endpoints() {
        return ENDPOINT.matcher(new String(body, StandardCharsets.UTF_8)).results().map(found -> found.group(1))
                .toList();
    }
}
