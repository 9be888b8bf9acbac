package app.quotawatch.server.view;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import app.quotawatch.ingest.dashboard.DashboardFile;
import app.quotawatch.ingest.dashboard.DashboardFiles;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The files of the dashboard. They contain no data, so that everybody may read them. */
@Singleton
final class Pages {

    private static final String INDEX = "index.html";
    private static final List<String> OWN = List.of(INDEX, "server.css", "app.js", "rest.js", "form.js", "overview.js",
            "sign-in.js", "api-page.js", "projects-page.js", "limits-page.js", "webhooks-page.js");

    void register(@Observes Router router) {
        Map<String, DashboardFile> files = new LinkedHashMap<>(DashboardFiles.shared());
        files.putAll(DashboardFiles.of(Pages.class, "page/", OWN));
        files.forEach((name, file) -> router.route("/" + (name.equals(INDEX) ? "" : name)).method(HttpMethod.GET)
                .method(HttpMethod.HEAD).handler(new Page(file)));
    }

    private static final class Page implements Handler<RoutingContext> {

        private final DashboardFile file;
        private final Buffer content;
        private final String tag;

        Page(DashboardFile file) {
            this.file = file;
            this.content = Buffer.buffer(file.content());
            this.tag = '"' + sha256(file.content()) + '"';
        }

        @Override
        public void handle(RoutingContext context) {
            context.response().putHeader("Content-Type", file.mediaType());
            // revalidated, because the next version of the server is reached at the same address
            context.response().putHeader("Cache-Control", "no-cache");
            context.response().putHeader("ETag", tag);
            if (tag.equals(context.request().getHeader("If-None-Match"))) {
                context.response().setStatusCode(304).end();
            } else if (context.request().method() == HttpMethod.HEAD) {
                context.response().putHeader("Content-Length", Integer.toString(content.length())).end();
            } else {
                context.response().end(content);
            }
        }

        private static String sha256(byte[] content) {
            try {
                return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
