package app.quotawatch.tck.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** A copy of the probe application with its own name and configuration. */
final class ProbeWar {

    private static final int LIBRARY_JARS = 3;

    private static final Path ORIGINAL = Path.of(System.getProperty("servers.folder"), "probe.war");

    private final Path file;

    private ProbeWar(Path file) {
        this.file = file;
    }

    /** Writes {@code NAME.war} into the folder. */
    static ProbeWar write(Path folder, String name, Map<String, String> properties) {
        try {
            Files.createDirectories(folder);
            ProbeWar war = new ProbeWar(Files.copy(ORIGINAL, folder.resolve(name + ".war"),
                    StandardCopyOption.REPLACE_EXISTING));
            war.edit(root -> {
                Path target = root.resolve("WEB-INF/classes/META-INF/microprofile-config.properties");
                Files.createDirectories(target.getParent());
                Properties all = new Properties();
                all.putAll(properties);
                try (var out = Files.newOutputStream(target)) {
                    all.store(out, null);
                }
            });
            return war;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the library, for servers that have it in a folder of the server. */
    ProbeWar withoutLibrary() {
        return edit(root -> {
            for (Path jar : library(root)) {
                Files.delete(jar);
            }
        });
    }

    /** Removes the library and the classes that use it, as if the application had never used QuotaWatch. */
    ProbeWar withoutQuotaWatch() {
        return withoutLibrary().edit(root -> {
            Path watch = root.resolve("WEB-INF/classes/app/quotawatch/probe/watch");
            try (Stream<Path> files = Files.walk(watch)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        });
    }

    /** Removes the classes that need MicroProfile, for a server without it. */
    ProbeWar withoutMicroProfile() {
        return edit(root -> {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(path -> path.toString().matches(
                        ".*(quotawatch-tck-clients.*\\.jar|/probe/(CallResource|ThreadKind)[^/]*\\.class)")).toList()) {
                    Files.delete(file);
                }
            }
        });
    }

    /** Adds third-party libraries. */
    ProbeWar withLibraries(List<Path> jars) {
        return edit(root -> {
            for (Path jar : jars) {
                Files.copy(jar, root.resolve("WEB-INF/lib").resolve(jar.getFileName().toString()));
            }
        });
    }

    /** Adds a service of the application's own. */
    ProbeWar withService(String type, String implementation) {
        return edit(root -> {
            Path services = Files.createDirectories(root.resolve("WEB-INF/classes/META-INF/services"));
            Files.writeString(services.resolve(type), implementation);
        });
    }

    /** Copies the jars of the library from the application into the folder. */
    static List<Path> copyLibrary(Path folder) {
        List<Path> copies = new ArrayList<>();
        try (FileSystem war = open(ORIGINAL)) {
            Files.createDirectories(folder);
            for (Path jar : library(war.getPath("/"))) {
                copies.add(Files.copy(jar, folder.resolve(jar.getFileName().toString()),
                        StandardCopyOption.REPLACE_EXISTING));
            }
            return copies;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Extracts the archive into the folder. */
    void extract(Path folder) {
        edit(root -> {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path path : all.filter(Files::isRegularFile).toList()) {
                    Path target = folder.resolve(root.relativize(path).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(path, target);
                }
            }
        });
    }

    Path file() {
        return file;
    }

    /** Returns the name under which the application is deployed, which is also its context path. */
    String name() {
        return file.getFileName().toString().replace(".war", "");
    }

    private static List<Path> library(Path root) throws IOException {
        try (Stream<Path> jars = Files.list(root.resolve("WEB-INF/lib"))) {
            List<Path> library = jars
                    .filter(jar -> jar.getFileName().toString().matches("quotawatch-(core-|metrics-)?\\d.*\\.jar"))
                    .toList();
            if (library.size() != LIBRARY_JARS) {
                throw new IllegalStateException(
                        "expected " + LIBRARY_JARS + " jars of the library, but found " + library);
            }
            return library;
        }
    }

    private ProbeWar edit(Edit edit) {
        try (FileSystem war = open(file)) {
            edit.apply(war.getPath("/"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileSystem open(Path war) throws IOException {
        return FileSystems.newFileSystem(URI.create("jar:" + war.toUri()), Map.of());
    }

    private interface Edit {
        void apply(Path root) throws IOException;
    }
}
