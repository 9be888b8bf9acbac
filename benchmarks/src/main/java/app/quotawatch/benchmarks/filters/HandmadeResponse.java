package app.quotawatch.benchmarks.filters;

import static app.quotawatch.benchmarks.filters.HandmadeRequest.notToBeAsked;

import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.util.CaseInsensitiveMap;

/**
 * A response context with the 20 headers that an API behind Cloudflare sends, in the map that RESTEasy's and Quarkus's clients use;
 * see {@link HandmadeRequest}. From one response to the next, the date and the rate-limit headers change as if one caller used the
 * API steadily. No string is reused, because a client reads each one from the network.
 */
final class HandmadeResponse implements ClientResponseContext {

    private static final int TURNS = 1024;
    private static final int RESPONSES_PER_SECOND = 16;
    private static final int REQUESTS = 5_000;
    private static final int TOKENS = 160_000;
    private static final int TOKENS_PER_REQUEST = 97;

    private static final String DATE = "Date";
    private static final List<String> RATE_LIMIT = List.of("x-ratelimit-limit-requests",
            "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests", "x-ratelimit-limit-tokens",
            "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens");
    private static final List<Map.Entry<String, String>> OTHERS = List.of(
            Map.entry("Content-Type", "application/json"),
            Map.entry("Transfer-Encoding", "chunked"),
            Map.entry("Connection", "keep-alive"),
            Map.entry("access-control-expose-headers", "X-Request-ID"),
            Map.entry("openai-organization", "example-4x1k0z"),
            Map.entry("openai-processing-ms", "142"),
            Map.entry("openai-version", "2020-10-01"),
            Map.entry("x-request-id", "req_86154a4ba6e9138586154a4ba6e91385"),
            Map.entry("strict-transport-security", "max-age=31536000; includeSubDomains; preload"),
            Map.entry("CF-Cache-Status", "DYNAMIC"),
            Map.entry("Set-Cookie", "__cf_bm=none; path=/; domain=.example.com; HttpOnly; Secure; SameSite=None"),
            Map.entry("X-Content-Type-Options", "nosniff"),
            Map.entry("Server", "cloudflare"),
            Map.entry("CF-RAY", "86154a4ba6e91385-FRA"),
            Map.entry("alt-svc", "h3=\":443\"; ma=86400"),
            Map.entry("Vary", "Accept-Encoding"),
            Map.entry("Cache-Control", "no-store"),
            Map.entry("X-Frame-Options", "DENY"),
            Map.entry("Referrer-Policy", "same-origin"));

    /* Reset for each response, so that hashing a name has its cost once per response. */
    private static final VarHandle HASH = hash();

    private final MultivaluedMap<String, String> headers = new CaseInsensitiveMap<>();
    private final String[] names;
    private final List<List<String>> changing = new ArrayList<>();
    private final String[][] values;
    private int turn;

    HandmadeResponse(int rateLimitHeaders) {
        put(DATE);
        RATE_LIMIT.subList(0, rateLimitHeaders).forEach(this::put);
        OTHERS.subList(0, OTHERS.size() - rateLimitHeaders)
                .forEach(other -> headers.putSingle(copy(other.getKey()), copy(other.getValue())));
        names = headers.keySet().toArray(String[]::new);
        Instant start = Instant.now();
        values = new String[TURNS][];
        for (int i = 0; i < TURNS; i++) {
            values[i] = Stream.of(date(start, i), copy("" + REQUESTS), "" + (REQUESTS - 1 - i),
                    duration(12L * (i + 1)), copy("" + TOKENS), "" + (TOKENS - tokens(i)), duration(tokens(i) * 3L / 8))
                    .limit(1L + rateLimitHeaders).toArray(String[]::new);
        }
    }

    private static VarHandle hash() {
        try {
            // the forks open java.lang for this
            return MethodHandles.privateLookupIn(String.class, MethodHandles.lookup())
                    .findVarHandle(String.class, "hash", int.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void put(String name) {
        headers.putSingle(copy(name), "");
        changing.add(headers.get(name));
    }

    /* like a string read from the network: not the constant, whose hash may be cached */
    private static String copy(String text) {
        return new String(text.toCharArray());
    }

    private static String date(Instant start, int turn) {
        return DateTimeFormatter.RFC_1123_DATE_TIME
                .format(start.plusSeconds(turn / RESPONSES_PER_SECOND).atOffset(ZoneOffset.UTC));
    }

    private static int tokens(int turn) {
        return (turn + 1) * TOKENS_PER_REQUEST;
    }

    /* in OpenAI's format: 17ms, 1.2s, 6m0s */
    private static String duration(long millis) {
        if (millis < 1_000) {
            return millis + "ms";
        }
        String seconds = BigDecimal.valueOf(millis % 60_000, 3).stripTrailingZeros().toPlainString() + "s";
        return millis < 60_000 ? seconds : millis / 60_000 + "m" + seconds;
    }

    /** Turns this into the next response. */
    void renew() {
        turn = turn + 1 & TURNS - 1;
        String[] next = values[turn];
        for (int i = 0; i < next.length; i++) {
            HASH.set(next[i], 0);
            changing.get(i).set(0, next[i]);
        }
        for (String name : names) {
            HASH.set(name, 0);
        }
    }

    @Override
    public int getStatus() {
        return 200;
    }

    @Override
    public MultivaluedMap<String, String> getHeaders() {
        return headers;
    }

    @Override
    public String getHeaderString(String name) {
        List<String> all = headers.get(name);
        return all == null ? null : all.size() == 1 ? all.get(0) : String.join(",", all);
    }

    @Override
    public void setStatus(int code) {
        throw notToBeAsked();
    }

    @Override
    public Response.StatusType getStatusInfo() {
        throw notToBeAsked();
    }

    @Override
    public void setStatusInfo(Response.StatusType statusInfo) {
        throw notToBeAsked();
    }

    @Override
    public Set<String> getAllowedMethods() {
        throw notToBeAsked();
    }

    @Override
    public Date getDate() {
        throw notToBeAsked();
    }

    @Override
    public Locale getLanguage() {
        throw notToBeAsked();
    }

    @Override
    public int getLength() {
        throw notToBeAsked();
    }

    @Override
    public MediaType getMediaType() {
        throw notToBeAsked();
    }

    @Override
    public Map<String, NewCookie> getCookies() {
        throw notToBeAsked();
    }

    @Override
    public EntityTag getEntityTag() {
        throw notToBeAsked();
    }

    @Override
    public Date getLastModified() {
        throw notToBeAsked();
    }

    @Override
    public URI getLocation() {
        throw notToBeAsked();
    }

    @Override
    public Set<Link> getLinks() {
        throw notToBeAsked();
    }

    @Override
    public boolean hasLink(String relation) {
        throw notToBeAsked();
    }

    @Override
    public Link getLink(String relation) {
        throw notToBeAsked();
    }

    @Override
    public Link.Builder getLinkBuilder(String relation) {
        throw notToBeAsked();
    }

    @Override
    public boolean hasEntity() {
        throw notToBeAsked();
    }

    @Override
    public InputStream getEntityStream() {
        throw notToBeAsked();
    }

    @Override
    public void setEntityStream(InputStream input) {
        throw notToBeAsked();
    }
}
