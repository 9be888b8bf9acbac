package app.quotawatch.quarkus.deployment.clients;

import java.util.List;
import java.util.Set;

import io.quarkus.builder.item.SimpleBuildItem;

/** The HTTP clients that the application has, besides those of Jakarta REST and MicroProfile, and that are not switched off. */
public final class HttpClientsBuildItem extends SimpleBuildItem {

    /** A library of clients. */
    enum Kind {
        JDK("java.net.http"), OKHTTP("OkHttp"), APACHE5("Apache HttpClient 5"), VERTX("Vert.x");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    private final List<Kind> kinds;
    private final Set<String> jdkClasses;
    private final boolean observed;

    HttpClientsBuildItem(List<Kind> kinds, Set<String> jdkClasses, boolean observed) {
        this.kinds = List.copyOf(kinds);
        this.jdkClasses = Set.copyOf(jdkClasses);
        this.observed = observed;
    }

    static HttpClientsBuildItem none() {
        return new HttpClientsBuildItem(List.of(), Set.of(), false);
    }

    boolean observes(Kind kind) {
        return observed && kinds.contains(kind);
    }

    /** Returns the names of the classes that build a client of the JDK. */
    Set<String> jdkClasses() {
        return jdkClasses;
    }

    /** Returns the names of the libraries that are not observed because the build knows of no API. */
    public List<String> unobserved() {
        if (observed) {
            return List.of();
        }
        return kinds.stream()
                .filter(kind -> kind != Kind.VERTX) // Quarkus's own, and whether anyone else uses it is unknown
                .map(kind -> kind.title)
                .toList();
    }
}
