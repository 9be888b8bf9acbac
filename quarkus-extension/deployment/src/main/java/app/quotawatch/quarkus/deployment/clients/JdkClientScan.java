package app.quotawatch.quarkus.deployment.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jboss.logging.Logger;

import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.deployment.ApplicationArchive;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.deployment.builditem.LiveReloadBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.maven.dependency.ArtifactKey;
import io.quarkus.maven.dependency.DependencyFlags;
import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.paths.PathVisit;

/** Finds the classes that build a {@code java.net.http.HttpClient}, and remembers those of libraries between live reloads. */
final class JdkClientScan {

    private static final Logger LOGGER = Logger.getLogger(JdkClientScan.class);

    private static final String VERSIONS = "META-INF/versions/";
    private static final byte[] CLIENT = JdkCallSites.CLIENT.getBytes(StandardCharsets.US_ASCII);

    /* Our own, and those of a client that is observed already. */
    private static final List<String> EXCEPT = List.of("app.quotawatch.clients.", "app.quotawatch.quarkus.runtime.",
            "org.jboss.resteasy.");

    /* Beginnings of the groups that most classes of an application come from, and that build no such client. */
    private static final List<String> GROUPS_WITHOUT = List.of("com.fasterxml.jackson", "io.netty", "io.quarkus",
            "io.smallrye", "io.vertx", "jakarta.", "org.jboss", "org.jetbrains.kotlin");

    private final Map<ArtifactKey, Set<String>> ofLibraries = new HashMap<>();

    private JdkClientScan() {}

    /** Returns the one of this development mode or build. */
    static JdkClientScan of(LiveReloadBuildItem liveReload) {
        JdkClientScan scan = liveReload.getContextObject(JdkClientScan.class);
        if (scan == null) {
            scan = new JdkClientScan();
            liveReload.setContextObject(JdkClientScan.class, scan);
        }
        return scan;
    }

    /** Returns the names of the classes. */
    Set<String> find(ApplicationArchivesBuildItem archives, CurateOutcomeBuildItem curated) {
        Set<String> found = new HashSet<>();
        Set<ArtifactKey> scanned = new HashSet<>();
        for (ApplicationArchive archive : archives.getAllApplicationArchives()) {
            ResolvedDependency library = archive.getResolvedDependency();
            if (library == null || !isFixed(library)) {
                archive.accept(tree -> tree.walk(visit -> scan(visit, found)));
                if (library != null) {
                    scanned.add(library.getKey());
                }
            }
        }
        ApplicationModel application = curated.getApplicationModel();
        for (ResolvedDependency library : application.getRuntimeDependencies()) {
            if (scanned.add(library.getKey()) && isTransformable(library) && mayBuildClients(library)) {
                found.addAll(isFixed(library)
                        ? ofLibraries.computeIfAbsent(library.getKey(), key -> scan(library))
                        : scan(library));
            }
        }
        return found;
    }

    private static boolean isFixed(ResolvedDependency library) {
        return !library.isFlagSet(DependencyFlags.RELOADABLE) && !library.isFlagSet(DependencyFlags.WORKSPACE_MODULE);
    }

    /* What a parent class loader loads cannot see our classes. */
    private static boolean isTransformable(ResolvedDependency library) {
        return !library.isFlagSet(DependencyFlags.CLASSLOADER_PARENT_FIRST)
                && !library.isFlagSet(DependencyFlags.CLASSLOADER_RUNNER_PARENT_FIRST);
    }

    private static boolean mayBuildClients(ResolvedDependency library) {
        for (String group : GROUPS_WITHOUT) {
            if (library.getGroupId().startsWith(group)) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> scan(ResolvedDependency library) {
        Set<String> found = new HashSet<>();
        library.getContentTree().walk(visit -> scan(visit, found));
        return found;
    }

    private static void scan(PathVisit visit, Set<String> found) {
        String file = visit.getRelativePath("/");
        if (!file.endsWith(".class") || file.endsWith("module-info.class")) {
            return;
        }
        String name = className(file);
        for (String excepted : EXCEPT) {
            if (name.startsWith(excepted)) {
                return;
            }
        }
        try {
            byte[] bytes = Files.readAllBytes(visit.getPath());
            if (contains(bytes, CLIENT) && JdkCallSites.transform(name, bytes) != bytes) {
                found.add(name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException unreadable) { // such as one for a newer Java
            LOGGER.debugf(unreadable, "%s cannot be read; the HTTP clients that it builds are not observed", name);
        }
    }

    private static String className(String file) {
        String path = file.startsWith(VERSIONS) ? file.substring(file.indexOf('/', VERSIONS.length()) + 1) : file;
        return path.substring(0, path.length() - ".class".length()).replace('/', '.');
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        byte last = part[part.length - 1];
        int end = part.length - 1;
        for (int i = end; i < bytes.length; i++) {
            if (bytes[i] == last && bytes[i - end] == part[0]) {
                int matched = 1;
                while (matched < end && bytes[i - matched] == part[end - matched]) {
                    matched++;
                }
                if (matched == end) {
                    return true;
                }
            }
        }
        return false;
    }
}
