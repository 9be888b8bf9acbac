package app.quotawatch.rest;

import java.lang.reflect.Method;
import java.net.URI;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;

/** Reads from Jersey's responses which URL responded: its connectors follow redirects on their own, by default. */
final class ResolvedUri {

    /* By reflection, because no class of Jersey may be loaded elsewhere. The values are the JDK's: see CallFilter. */
    private static final ClassValue<Object> GETTER = new ClassValue<>() {
        @Override
        protected Object computeValue(Class<?> response) {
            try {
                return response.getMethod("getResolvedRequestUri");
            } catch (NoSuchMethodException | LinkageError different) {
                return Boolean.FALSE;
            }
        }
    };

    private ResolvedUri() {}

    /** Notes the URL if it is not the request's. */
    static void note(CallToken token, ClientRequestContext request, ClientResponseContext response) {
        try {
            if (GETTER.get(response.getClass()) instanceof Method getter
                    && getter.invoke(response) instanceof URI url && !url.equals(request.getUri())) {
                token.redirectedTo(url);
            }
        } catch (ReflectiveOperationException different) {
            token.redirectedTo(null);
        }
    }
}
