package app.quotawatch.tck.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** A Java installation that a server can run on. */
public record Jdk(Path home, int version) {

    private static final int NEWER = 21;

    /** Returns the Java that runs the tests. */
    public static Jdk current() {
        return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** Returns a Java 21 or newer, if any: the configured one, the current one, or the newest in the neighbouring folders. */
    public static Optional<Jdk> newer() {
        String named = System.getProperty("quotawatch.newer-jdk", System.getenv("NEWER_JAVA_HOME"));
        if (named != null && !named.isBlank()) {
            return at(Path.of(named)).filter(jdk -> jdk.version() >= NEWER);
        }
        if (current().version() >= NEWER) {
            return Optional.of(current());
        }
        return Stream.of(current().home().getParent(), Path.of("/usr/lib/jvm"))
                .flatMap(Jdk::children)
                .flatMap(home -> at(home).stream())
                .filter(jdk -> jdk.version() >= NEWER)
                .max(Comparator.comparingInt(Jdk::version));
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList().stream();
        } catch (IOException none) {
            return Stream.empty();
        }
    }

    private static Optional<Jdk> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/java"))) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var in = Files.newInputStream(release)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Optional.of(new Jdk(home, Runtime.Version.parse(version).feature()));
    }

    /** Returns the path of its {@code java} executable. */
    public String java() {
        return home.resolve("bin/java").toString();
    }
}
