package app.quotawatch.server.http;

import jakarta.inject.Singleton;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

/**
 * Speaks HTTP/1.1 alone, in which a connection has one request at a time: {@link Peer} bounds that. Nothing here needs HTTP/2,
 * whose streams would need bounds of their own.
 */
@Singleton
final class ServerOptions implements HttpServerOptionsCustomizer {

    private static final int MAX_HEAD_BYTES = 16 * 1024;
    private static final int MAX_LINE_BYTES = 8 * 1024;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        limit(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        limit(options);
    }

    private static void limit(HttpServerOptions options) {
        options.setUseAlpn(false).setHttp2ClearTextEnabled(false).setMaxHeaderSize(MAX_HEAD_BYTES)
                .setMaxInitialLineLength(MAX_LINE_BYTES).setTcpNoDelay(true);
    }
}
