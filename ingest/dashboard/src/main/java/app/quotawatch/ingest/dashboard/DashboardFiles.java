package app.quotawatch.ingest.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The files that the pages of the dashboard consist of. Each is served below the root, because they import each other. */
public final class DashboardFiles {

    private static final List<String> SHARED = List.of("dashboard.css", "icon.svg", "calls.js", "card.js", "cards.js",
            "chart.js", "dom.js", "format.js", "gauges.js", "live.js");

    private DashboardFiles() {}

    /** Returns what the pages of every ingest share, by name. */
    public static Map<String, DashboardFile> shared() {
        return of(DashboardFiles.class, "", SHARED);
    }

    /** Returns resources beside a class, by name. */
    public static Map<String, DashboardFile> of(Class<?> owner, String folder, List<String> names) {
        Map<String, DashboardFile> files = new LinkedHashMap<>();
        for (String name : names) {
            files.put(name, new DashboardFile(mediaType(name), load(owner, folder + name)));
        }
        return files;
    }

    private static String mediaType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("unknown kind of file: " + name);
        };
    }

    private static byte[] load(Class<?> owner, String path) {
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
