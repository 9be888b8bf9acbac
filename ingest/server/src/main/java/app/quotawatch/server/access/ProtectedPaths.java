package app.quotawatch.server.access;

import java.util.Set;

/** Which paths are for those who are signed in. */
final class ProtectedPaths {

    private static final Set<String> OPEN = Set.of("/v1/ingest", "/admin/session");

    private ProtectedPaths() {}

    /* Jakarta REST ignores matrix parameters, so a path with one could be served as another than was checked here. */
    static boolean isAmbiguous(String path) {
        return path.indexOf(';') >= 0;
    }

    static boolean isProtected(String path) {
        return !OPEN.contains(path) && (isBelow(path, "/v1") || isAdmin(path));
    }

    static boolean isAdmin(String path) {
        return isBelow(path, "/admin");
    }

    private static boolean isBelow(String path, String root) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }
}
