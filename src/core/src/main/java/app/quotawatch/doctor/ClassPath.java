package app.quotawatch.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** The class path of an application, of which no class is loaded. */
final class ClassPath {

    private final ClassLoader loader;

    ClassPath(ClassLoader loader) {
        this.loader = loader;
    }

    boolean hasClass(String name) {
        return hasResource(name.replace('.', '/') + ".class");
    }

    boolean hasResource(String name) {
        return loader.getResource(name) != null;
    }

    /** Returns the names of the jars or folders that have a class; empty if they cannot be found out. */
    Set<String> homesOf(String className) {
        String resource = className.replace('.', '/') + ".class";
        Map<String, String> homes = new LinkedHashMap<>();
        try {
            for (URL url : Collections.list(loader.getResources(resource))) {
                String location = url.toExternalForm();
                String home = location.substring(0, Math.max(0, location.length() - resource.length()));
                // the same folder in two spellings is one; two folders of one name are two
                homes.putIfAbsent(home, homes.containsValue(shortName(home)) ? home : shortName(home));
            }
        } catch (IOException unreadable) {
            return Set.of();
        }
        return Set.copyOf(homes.values());
    }

    /* jar:file:/app/lib/quotawatch-core-1.0.jar!/ becomes quotawatch-core-1.0.jar */
    private static String shortName(String home) {
        int end = home.length();
        while (end > 0 && (home.charAt(end - 1) == '/' || home.charAt(end - 1) == '!')) {
            end--;
        }
        String path = home.substring(0, end);
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.endsWith(".jar") ? name : path;
    }

    /** Returns the version of one of our artifacts; empty if the artifact is absent, or packaged without it. */
    Optional<String> versionOf(String artifact) {
        String name = "META-INF/maven/app.quotawatch/" + artifact + "/pom.properties";
        try (InputStream file = loader.getResourceAsStream(name)) {
            if (file == null) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(file);
            return Optional.ofNullable(properties.getProperty("version"));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
