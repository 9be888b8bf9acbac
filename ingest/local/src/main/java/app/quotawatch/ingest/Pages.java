package app.quotawatch.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import app.quotawatch.ingest.dashboard.DashboardFile;
import app.quotawatch.ingest.dashboard.DashboardFiles;

/** The dashboard's files, from the jar. */
final class Pages {

    private static final String INDEX = "index.html";

    private Pages() {}

    static Map<String, Route> routes() {
        Map<String, DashboardFile> files = new HashMap<>(DashboardFiles.shared());
        files.putAll(DashboardFiles.of(Pages.class, "page/", List.of(INDEX, "dashboard.js")));
        Map<String, Route> routes = new HashMap<>();
        files.forEach((name, file) -> routes.put("/" + (name.equals(INDEX) ? "" : name), page(file)));
        return routes;
    }

    private static Route page(DashboardFile file) {
        return new Route("GET", exchange -> {
            exchange.setHeader("Content-Type", file.mediaType());
            // revalidated, because the next version of the ingest is served from the same address
            exchange.setHeader("Cache-Control", "no-cache");
            exchange.send(200, file.content());
        });
    }
}
