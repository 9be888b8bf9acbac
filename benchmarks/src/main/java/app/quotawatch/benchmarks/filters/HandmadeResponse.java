package app.quotawatch.benchmarks.filters;

import static app.quotawatch.benchmarks.filters.HandmadeRequest.notToBeAsked;

import java.io.InputStream;
import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;

/** A response context with 20 headers; see {@link HandmadeRequest}. */
final class HandmadeResponse implements ClientResponseContext {

    private static final List<String> OTHERS = List.of("date", "server", "content-type", "content-length",
            "cache-control",
            "access-control-expose-headers", "strict-transport-security", "x-content-type-options", "x-request-id",
            "cf-cache-status", "cf-ray", "alt-svc", "vary", "etag", "connection", "content-encoding", "x-frame-options",
            "referrer-policy", "transfer-encoding", "via");
    private static final List<String> RATE_LIMIT = List.of("x-ratelimit-remaining-requests",
            "x-ratelimit-reset-requests",
            "x-ratelimit-limit-requests", "x-ratelimit-limit-tokens", "x-ratelimit-remaining-tokens",
            "x-ratelimit-reset-tokens");
    private static final List<String> VALUES = List.of("4999", "6m0s", "5000", "160000", "149984", "1.2s");

    private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();

    HandmadeResponse(int rateLimitHeaders) {
        for (String name : OTHERS.subList(0, OTHERS.size() - rateLimitHeaders)) {
            headers.putSingle(name, name.equals("date") ? "Thu, 07 May 2026 12:00:00 GMT" : "some value of " + name);
        }
        for (int i = 0; i < rateLimitHeaders; i++) {
            headers.putSingle(RATE_LIMIT.get(i), VALUES.get(i));
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
        // real header maps ignore the case, and so does this one for the name that is asked for
        return headers.getFirst(name.equals("Date") ? "date" : name);
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
