package app.quotawatch.doctor;

import static app.quotawatch.doctor.Installation.messages;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.Finding.Severity;

/** What the doctor finds on a class path, of which it loads nothing. */
class ClassPathFindingsTest {

    private static final String CORE = "app.quotawatch.QuotaWatch";
    private static final String FILTER = "app.quotawatch.rest.CallFilter";

    @TempDir
    Path libraries;

    private final List<Path> jars = new ArrayList<>();

    private ClassPathFindingsTest jar(String name, String artifact, String version, String... classes)
            throws IOException {
        Path jar = libraries.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String type : classes) {
                out.putNextEntry(new ZipEntry(type.replace('.', '/') + ".class"));
            }
            if (artifact != null) {
                out.putNextEntry(new ZipEntry("META-INF/maven/app.quotawatch/" + artifact + "/pom.properties"));
                out.write(("version=" + version).getBytes());
            }
        }
        jars.add(jar);
        return this;
    }

    private List<String> find(Severity severity) throws IOException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            return messages(Doctor.of(Installation.local().api("a", "https://a.example.com").config())
                    .application(loader).examine(), severity);
        }
    }

    @Test
    void libraryTwiceOnTheClassPath_isFound() throws IOException {
        jar("quotawatch-core-1.0.jar", "quotawatch-core", "1.0", CORE);
        jar("quotawatch-core-1.1.jar", "quotawatch-core", "1.1", CORE);

        assertThat(find(Severity.ERROR)).containsExactly("quotawatch-core is on the class path 2 times "
                + "(quotawatch-core-1.0.jar, quotawatch-core-1.1.jar): keep one of them.");
    }

    @Test
    void libraryWithinAnotherJar_isFound() throws IOException {
        jar("quotawatch-core-1.0.jar", "quotawatch-core", "1.0", CORE);
        jar("everything.jar", null, null, CORE);

        assertThat(find(Severity.ERROR)).singleElement().asString().contains("everything.jar, quotawatch-core-1.0.jar");
    }

    @Test
    void coreAndJakartaOfDifferentVersions_areFound() throws IOException {
        jar("core.jar", "quotawatch-core", "1.0", CORE).jar("quotawatch.jar", "quotawatch", "1.1", FILTER);

        assertThat(find(Severity.ERROR)).containsExactly("The artifacts of QuotaWatch have different versions "
                + "(1.0: quotawatch-core; 1.1: quotawatch): import app.quotawatch:quotawatch-bom, which aligns them.");
    }

    @Test
    void soundClassPath_hasNothingToFix() throws IOException {
        jar("core.jar", "quotawatch-core", "1.0", CORE).jar("quotawatch.jar", "quotawatch", "1.0", FILTER);

        assertThat(find(Severity.ERROR)).isEmpty();
        assertThat(find(Severity.INFO))
                .contains("On the class path: quotawatch-core, quotawatch, version 1.0.",
                        "No implementation of MicroProfile Config is on the class path: the server must provide one, "
                                + "unless the application calls QuotaWatch.init.",
                        "JSON-B is not on the class path. Deliveries do not need it.");
    }

    @Test
    void absentLibrary_isFound() throws IOException {
        assertThat(find(Severity.ERROR)).containsExactly(
                "QuotaWatch is not on the class path: add app.quotawatch:quotawatch.");
    }

    @Test
    void clients_areListedWithHowTheyAreObserved() throws IOException {
        jar("core.jar", null, null, CORE).jar("quotawatch.jar", null, null, FILTER);
        jar("clients.jar", null, null, "org.glassfish.jersey.client.JerseyClient", "okhttp3.OkHttpClient",
                "software.amazon.awssdk.core.interceptor.ExecutionInterceptor", "io.vertx.core.http.HttpClient");
        jar("hook.jar", null, null, "app.quotawatch.clients.okhttp.QuotaWatchInterceptor");

        assertThat(find(Severity.INFO)).contains("Jersey's client is observed, without any code.",
                "OkHttp is observed where the application calls QuotaWatchInterceptor.addTo(builder).",
                "AWS SDK 2 is not observed: add app.quotawatch:quotawatch-client-aws.",
                "java.net.http is not observed: add app.quotawatch:quotawatch-client-jdk.",
                "Vert.x's clients are not observed: record their calls with QuotaWatch.record.")
                .noneMatch(message -> message.contains("RESTEasy"));
    }

    @Test
    void clientsOnQuarkus_areObservedByTheExtension() throws IOException {
        jar("core.jar", null, null, CORE, FILTER, "app.quotawatch.quarkus.runtime.QuotaWatchLife");
        jar("clients.jar", null, null, "okhttp3.OkHttpClient", "app.quotawatch.clients.okhttp.QuotaWatchInterceptor",
                "io.vertx.core.http.HttpClient", "software.amazon.awssdk.core.interceptor.ExecutionInterceptor");

        assertThat(find(Severity.INFO)).contains(
                "OkHttp is observed: the extension hooks into it when the application is built.",
                "Vert.x's clients are observed: the extension hooks into them when the application is built.",
                "AWS SDK 2 is not observed: add app.quotawatch:quotawatch-client-aws.");
    }
}
