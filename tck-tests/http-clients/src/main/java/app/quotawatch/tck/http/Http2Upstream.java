package app.quotawatch.tck.http;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.testing.Certificate;

/** An API that speaks HTTP/2, without TLS with and without an upgrade; its body is the protocol of the request. */
final class Http2Upstream implements AutoCloseable {

    private final Server server = new Server();
    private final ServerConnector connector;
    private final String scheme;
    private RunningQuotaWatch quotaWatch;

    private Http2Upstream(String scheme, ConnectionFactory... protocols) throws Exception {
        this.scheme = scheme;
        connector = new ServerConnector(server, 1, 1, protocols);
        connector.setHost("localhost");
        server.addConnector(connector);
        server.setHandler(new Protocol());
        server.start();
    }

    /** Starts the API without TLS, and QuotaWatch for it in place of the world's. */
    static Http2Upstream start(World world) throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        return new Http2Upstream("http", new HttpConnectionFactory(configuration),
                new HTTP2CServerConnectionFactory(configuration)).observedIn(world);
    }

    /** Starts the API with TLS, where client and server agree on the protocol, and QuotaWatch for it. */
    static Http2Upstream start(World world, Certificate certificate) throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setSslContext(certificate.server());
        ALPNServerConnectionFactory negotiation = new ALPNServerConnectionFactory();
        negotiation.setDefaultProtocol("http/1.1");
        return new Http2Upstream("https", new SslConnectionFactory(context, negotiation.getProtocol()), negotiation,
                new HTTP2ServerConnectionFactory(configuration), new HttpConnectionFactory(configuration))
                .observedIn(world);
    }

    private Http2Upstream observedIn(World world) {
        quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder(null)
                .api(ApiConfig.builder("Upstream").baseUrl(url("").toString()).build())
                .deliveryTimeout(Duration.ofSeconds(1))
                .build());
        quotaWatch.onCall(world.recorded());
        return this;
    }

    URI url(String path) {
        return URI.create(scheme + "://localhost:" + connector.getLocalPort() + path);
    }

    @Override
    public void close() {
        quotaWatch.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Protocol extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put("X-RateLimit-Limit", "100");
            response.getHeaders().put("X-RateLimit-Remaining", "41");
            response.getHeaders().put("X-RateLimit-Reset", "30");
            String protocol = request.getConnectionMetaData().getProtocol();
            response.write(true, ByteBuffer.wrap(protocol.getBytes(StandardCharsets.UTF_8)), callback);
            return true;
        }
    }
}
