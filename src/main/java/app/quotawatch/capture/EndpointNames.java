package app.quotawatch.capture;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.ws.rs.client.ClientRequestContext;

import app.quotawatch.EndpointStyle;

/** Names the endpoint of a call. */
final class EndpointNames {

    /** Where MicroProfile Rest Client puts the interface method that is being called. */
    private static final String INVOKED_METHOD = "org.eclipse.microprofile.rest.client.invokedMethod";

    /* Reading annotations at each call would cost more than the rest of its observation; a ClassValue pins no class. */
    private static final ClassValue<Map<Method, PathTemplate>> TEMPLATES = new ClassValue<>() {
        @Override
        protected Map<Method, PathTemplate> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private EndpointNames() {}

    static String of(ClientRequestContext request, EndpointStyle style) {
        String path = request.getUri().getRawPath();
        if (style == EndpointStyle.PATH || path == null || path.isEmpty()) {
            return path;
        }
        if (request.getProperty(INVOKED_METHOD) instanceof Method method) {
            return TEMPLATES.get(method.getDeclaringClass())
                    .computeIfAbsent(method, PathTemplate::of)
                    .fill(path);
        }
        return Identifiers.replacedIn(path);
    }
}
