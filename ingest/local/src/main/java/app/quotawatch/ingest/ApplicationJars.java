package app.quotawatch.ingest;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The jars of an application, to look into. The jars within a WAR are extracted, until this is closed. */
final class ApplicationJars implements AutoCloseable {

    private final List<URL> urls = new ArrayList<>();
    private final List<Path> extracted = new ArrayList<>();
    private final URLClassLoader loader;

    private ApplicationJars(String classPath) throws IOException {
        for (String entry : classPath.split(File.pathSeparator)) {
            add(Path.of(entry));
        }
        loader = new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    static ApplicationJars of(String classPath) throws IOException {
        return new ApplicationJars(classPath);
    }

    ClassLoader loader() {
        return loader;
    }

    private void add(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            urls.add(entry.toUri().toURL());
            try (Stream<Path> files = Files.walk(entry)) {
                for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                    urls.add(jar.toUri().toURL());
                }
            }
        } else if (Files.isReadable(entry)) {
            urls.add(entry.toUri().toURL());
            extract(entry);
        } else {
            throw new IllegalArgumentException("--class-path: " + entry + " cannot be read");
        }
    }

    private void extract(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Path folder = null;
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory() && entry.getName().endsWith(".jar")) {
                    if (folder == null) {
                        folder = Files.createTempDirectory("quotawatch-doctor");
                        extracted.add(folder);
                    }
                    // in a folder of its own, since two may have one name
                    Path jar = Files.createDirectories(folder.resolve(Integer.toString(urls.size())))
                            .resolve(Path.of(entry.getName()).getFileName());
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, jar);
                    }
                    urls.add(jar.toUri().toURL());
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
        for (Path folder : extracted) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
