package app.quotawatch.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The dashboard's files, from the jar. */
final class Pages {

    private static final List<String> MODULES = List.of("dashboard.js", "card.js", "chart.js", "gauges.js", "calls.js",
            "format.js", "dom.js");

    private Pages() {}

    static Map<String, Route> routes() {
        Map<String, Route> routes = new HashMap<>();
        routes.put("/", page("text/html; charset=utf-8", "index.html"));
        routes.put("/dashboard.css", page("text/css; charset=utf-8", "dashboard.css"));
        routes.put("/icon.svg", page("image/svg+xml", "icon.svg"));
        MODULES.forEach(module -> routes.put("/" + module, page("text/javascript; charset=utf-8", module)));
        return routes;
    }

    private static Route page(String type, String file) {
        byte[] content = load(file);
        return new Route("GET", exchange -> {
            exchange.setHeader("Content-Type", type);
            // revalidated, because the next version of the ingest is served from the same address
            exchange.setHeader("Cache-Control", "no-cache");
            exchange.send(200, content);
        });
    }

    private static byte[] load(String file) {
        try (InputStream in = Objects.requireNonNull(Pages.class.getResourceAsStream("dashboard/" + file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
