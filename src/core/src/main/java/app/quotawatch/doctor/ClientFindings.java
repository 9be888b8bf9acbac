package app.quotawatch.doctor;

import java.util.List;

import org.jspecify.annotations.Nullable;

import app.quotawatch.Finding.Topic;

/** Which HTTP clients the application has, and how they are observed. */
final class ClientFindings {

    private static final String JAKARTA = "app.quotawatch.rest.CallFilter";
    private static final String AWS = "AWS SDK 2";
    private static final String QUARKUS = "app.quotawatch.quarkus.runtime.QuotaWatchLife";

    /**
     * A client.
     *
     * @param type a class that every version of it has; null: always there
     * @param hook our class that observes it
     * @param artifact what has the hook
     * @param manually what the application has to do; null if nothing
     */
    private record Client(String name, @Nullable String type, String hook, String artifact, @Nullable String manually) {

        boolean isPresent(ClassPath classPath) {
            return type == null || classPath.hasClass(type);
        }
    }

    private static final List<Client> CLIENTS = List.of(
            jakarta("RESTEasy's client", "org.jboss.resteasy.client.jaxrs.ResteasyClient"),
            jakarta("Jersey's client", "org.glassfish.jersey.client.JerseyClient"),
            jakarta("CXF's client", "org.apache.cxf.jaxrs.client.WebClient"),
            jakarta("MicroProfile Rest Client", "org.eclipse.microprofile.rest.client.RestClientBuilder"),
            new Client(AWS, "software.amazon.awssdk.core.interceptor.ExecutionInterceptor",
                    "app.quotawatch.clients.aws.QuotaWatchExecutionInterceptor", "quotawatch-client-aws", null),
            new Client("OkHttp", "okhttp3.OkHttpClient", "app.quotawatch.clients.okhttp.QuotaWatchInterceptor",
                    "quotawatch-client-okhttp", "QuotaWatchInterceptor.addTo(builder)"),
            new Client("Apache HttpClient 5", "org.apache.hc.client5.http.impl.classic.HttpClientBuilder",
                    "app.quotawatch.clients.apache5.QuotaWatchExec", "quotawatch-client-apache5",
                    "QuotaWatchExec.addTo(builder)"),
            new Client("java.net.http", null, "app.quotawatch.clients.jdk.QuotaWatchHttpClient",
                    "quotawatch-client-jdk", "QuotaWatchHttpClient.observe(client)"));

    private ClientFindings() {}

    private static Client jakarta(String name, String type) {
        return new Client(name, type, JAKARTA, "quotawatch", null);
    }

    static void add(ClassPath classPath, Findings findings) {
        boolean quarkus = classPath.hasClass(QUARKUS);
        for (Client client : CLIENTS) {
            if (client.isPresent(classPath)) {
                findings.info(Topic.CLIENTS, sentence(client, classPath, quarkus));
            }
        }
        if (classPath.hasClass("io.vertx.core.http.HttpClient")) {
            findings.info(Topic.CLIENTS, quarkus
                    ? "Vert.x's clients are observed: the extension hooks into them when the application is built."
                    : "Vert.x's clients are not observed: record their calls with QuotaWatch.record.");
        }
    }

    private static String sentence(Client client, ClassPath classPath, boolean quarkus) {
        if (!classPath.hasClass(client.hook())) {
            return client.name() + " is not observed: add app.quotawatch:" + client.artifact() + ".";
        }
        if (quarkus && !client.name().equals(AWS)) {
            return client.name() + " is observed: the extension hooks into it when the application is built.";
        }
        return client.manually() == null
                ? client.name() + " is observed, without any code."
                : client.name() + " is observed where the application calls " + client.manually() + ".";
    }
}
