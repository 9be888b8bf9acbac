package app.quotawatch.rest;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.ws.rs.client.ClientRequestContext;

import app.quotawatch.spi.ClientObserver.Observation;

/** Names the endpoint of a MicroProfile client's call after the {@code @Path} template of the invoked method. */
final class EndpointTemplates {

    /** The request property in which MicroProfile Rest Client passes the invoked interface method. */
    private static final String INVOKED_METHOD = "org.eclipse.microprofile.rest.client.invokedMethod";

    /* Reading annotations on each call would cost more than all other observation. A ClassValue does not pin the class. */
    private static final ClassValue<Map<Method, PathTemplate>> TEMPLATES = new ClassValue<>() {
        @Override
        protected Map<Method, PathTemplate> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private EndpointTemplates() {}

    /** Names the endpoint, unless this is not a MicroProfile client's call or its template matches an unknown part of a path. */
    static void name(Observation call, ClientRequestContext request) {
        if (request.getProperty(INVOKED_METHOD) instanceof Method method) {
            PathTemplate template = TEMPLATES.get(method.getDeclaringClass())
                    .computeIfAbsent(method, PathTemplate::of);
            if (!template.isOpen()) {
                call.endpoint(template.text());
            }
        }
    }
}
