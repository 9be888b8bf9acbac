package app.quotawatch.benchmarks.filters;

import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.util.CaseInsensitiveMap;

/**
 * A request context without an implementation of Jakarta REST, so that only the filters cost time; its headers are in the map
 * that RESTEasy's and Quarkus's clients use. Methods that no filter needs are unsupported.
 */
final class HandmadeRequest implements ClientRequestContext {

    private static final int URIS = 64;

    private final URI[] uris = new URI[URIS];
    private final Map<String, Object> properties = new HashMap<>();
    private final MultivaluedMap<String, Object> headers = new CaseInsensitiveMap<>();
    private int turn;

    HandmadeRequest(String uri) {
        Arrays.setAll(uris, i -> URI.create(uri));
    }

    /** Turns this into a new request to the same URI. */
    void renew() {
        turn = turn + 1 & URIS - 1;
        if (!properties.isEmpty()) {
            properties.clear();
        }
        if (!headers.isEmpty()) {
            headers.clear();
        }
    }

    @Override
    public Object getProperty(String name) {
        return properties.get(name);
    }

    @Override
    public Collection<String> getPropertyNames() {
        return properties.keySet();
    }

    @Override
    public void setProperty(String name, Object object) {
        properties.put(name, object);
    }

    @Override
    public void removeProperty(String name) {
        properties.remove(name);
    }

    @Override
    public URI getUri() {
        return uris[turn];
    }

    @Override
    public String getMethod() {
        return "POST";
    }

    @Override
    public MultivaluedMap<String, Object> getHeaders() {
        return headers;
    }

    @Override
    public String getHeaderString(String name) {
        Object header = headers.getFirst(name);
        return header == null ? null : header.toString();
    }

    @Override
    public MultivaluedMap<String, String> getStringHeaders() {
        throw notToBeAsked();
    }

    @Override
    public void setUri(URI uri) {
        throw notToBeAsked();
    }

    @Override
    public void setMethod(String method) {
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
    public MediaType getMediaType() {
        throw notToBeAsked();
    }

    @Override
    public List<MediaType> getAcceptableMediaTypes() {
        throw notToBeAsked();
    }

    @Override
    public List<Locale> getAcceptableLanguages() {
        throw notToBeAsked();
    }

    @Override
    public Map<String, Cookie> getCookies() {
        throw notToBeAsked();
    }

    @Override
    public boolean hasEntity() {
        throw notToBeAsked();
    }

    @Override
    public Object getEntity() {
        throw notToBeAsked();
    }

    @Override
    public Class<?> getEntityClass() {
        throw notToBeAsked();
    }

    @Override
    public Type getEntityType() {
        throw notToBeAsked();
    }

    @Override
    public void setEntity(Object entity) {
        throw notToBeAsked();
    }

    @Override
    public void setEntity(Object entity, Annotation[] annotations, MediaType mediaType) {
        throw notToBeAsked();
    }

    @Override
    public Annotation[] getEntityAnnotations() {
        throw notToBeAsked();
    }

    @Override
    public OutputStream getEntityStream() {
        throw notToBeAsked();
    }

    @Override
    public void setEntityStream(OutputStream outputStream) {
        throw notToBeAsked();
    }

    @Override
    public Client getClient() {
        throw notToBeAsked();
    }

    @Override
    public Configuration getConfiguration() {
        throw notToBeAsked();
    }

    @Override
    public void abortWith(Response response) {
        throw notToBeAsked();
    }

    static UnsupportedOperationException notToBeAsked() {
        return new UnsupportedOperationException("no filter needs this");
    }
}
