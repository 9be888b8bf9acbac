package app.quotawatch.server.http;

import java.util.List;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.net.HostAndPort;

/**
 * Treats what Vert.x's router would log as a failure of ours as malformed: a request of another version than HTTP/1.0 and
 * HTTP/1.1, and one without a host.
 */
@Sharable
final class HeadCheck extends ChannelInboundHandlerAdapter {

    static final String NAME = "quotawatch-head";

    private static final DecoderResult MALFORMED = DecoderResult
            .failure(new IllegalArgumentException("malformed head"));

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && request.decoderResult().isSuccess() && !isValid(request)) {
            request.setDecoderResult(MALFORMED);
        }
        context.fireChannelRead(message);
    }

    private static boolean isValid(HttpRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        for (String host : hosts) {
            if (HostAndPort.parseAuthority(host, -1) == null) {
                return false;
            }
        }
        if (HttpVersion.HTTP_1_1.equals(request.protocolVersion())) {
            return hosts.size() == 1;
        }
        return HttpVersion.HTTP_1_0.equals(request.protocolVersion()) && hosts.size() <= 1;
    }
}
