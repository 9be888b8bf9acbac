package app.quotawatch.tck.sdks;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.util.Timeout;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;

import app.quotawatch.clients.apache5.QuotaWatchExec;
import app.quotawatch.testing.Certificate;
import app.quotawatch.testing.faults.Fault;
import app.quotawatch.testing.faults.FaultyServer;

/** The SDK calls its provider's host, wherever that is: here, the name leads to this machine. */
class TwilioTest extends SdkContract {

    private static final String HOST = "api.twilio.com";

    private final Certificate certificate = Certificate.of(HOST);

    @Override
    Sdk sdk() {
        return Sdk.TWILIO;
    }

    @Override
    FaultyServer startServer(Fault fault) {
        return FaultyServer.startWith(certificate, fault, request -> {});
    }

    @Override
    URI address(URI socket) {
        return URI.create("https://" + HOST);
    }

    @Override
    String body() {
        return "{\"sid\":\"SM1\",\"body\":\"hello\",\"account_sid\":\"AC1\"}";
    }

    @Override
    SdkClient client(Setup setup) {
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Here())
                        .setSchemePortResolver(host -> setup.provider().getPort())
                        .setTlsSocketStrategy(ClientTlsStrategyBuilder.create()
                                .setSslContext(certificate.trusted("TLS")).buildClassic())
                        .build())
                // the SDK sets the time-out of each request to half a minute
                .addRequestInterceptorLast((request, entity, context) -> HttpClientContext.cast(context)
                        .setRequestConfig(RequestConfig.custom()
                                .setResponseTimeout(Timeout.of(setup.timeout())).build()));
        if (setup.observed()) {
            QuotaWatchExec.addTo(builder);
        }
        TwilioRestClient client = new TwilioRestClient.Builder("AC1", "token")
                .httpClient(new NetworkHttpClient(builder)).build();
        return () -> Message.fetcher("SM1").fetch(client).getBody();
    }

    private static final class Here implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return new InetAddress[]{InetAddress.getLoopbackAddress()};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
