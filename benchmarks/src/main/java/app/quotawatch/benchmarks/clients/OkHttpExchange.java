package app.quotawatch.benchmarks.clients;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import app.quotawatch.benchmarks.filters.Responses;
import app.quotawatch.clients.okhttp.QuotaWatchInterceptor;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Connection;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okio.Timeout;

/** The two interceptors of a call, and a response in place of OkHttp's own. */
final class OkHttpExchange implements Exchange {

    private final Request request;
    private final Response[] responses;
    private final List<Interceptor> application;
    private final List<Interceptor> network;
    private final Connection connection = (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
            new Class<?>[]{Connection.class}, (proxy, method, arguments) -> {
                throw new UnsupportedOperationException();
            });
    /* In fields, so that they are allocated whatever the compiler knows of the interceptors. */
    private Chain inner;
    private Chain outer;
    private int turn;

    OkHttpExchange(String url, int rateLimitHeaders, boolean observed) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder();
        if (observed) {
            QuotaWatchInterceptor.addTo(builder);
        } else {
            builder.addInterceptor(new Empty()).addNetworkInterceptor(new Empty());
        }
        application = builder.interceptors();
        network = builder.networkInterceptors();
        request = new Request.Builder().url(url).build();
        responses = Responses.inARow(rateLimitHeaders).stream().map(this::response).toArray(Response[]::new);
    }

    private Response response(List<Map.Entry<String, String>> lines) {
        Headers.Builder headers = new Headers.Builder();
        lines.forEach(line -> headers.add(line.getKey(), line.getValue()));
        return new Response.Builder().request(request).protocol(Protocol.HTTP_1_1).code(200).message("OK")
                .headers(headers.build()).build();
    }

    @Override
    public Object make() throws IOException {
        turn = turn + 1 & responses.length - 1;
        Response response = responses[turn];
        OneCall call = new OneCall(request);
        inner = new Chain(call, connection, null, null, response);
        outer = new Chain(call, null, network.get(0), inner, response);
        return application.get(0).intercept(outer);
    }

    private static final class Empty implements Interceptor {

        @Override
        public Response intercept(Interceptor.Chain chain) throws IOException {
            return chain.proceed(chain.request());
        }
    }

    /** The chain of either interceptor. */
    private static final class Chain implements Interceptor.Chain {

        private final OneCall call;
        private final Connection connection;
        private final Interceptor next;
        private final Chain nextChain;
        private final Response response;

        Chain(OneCall call, Connection connection, Interceptor next, Chain nextChain, Response response) {
            this.call = call;
            this.connection = connection;
            this.next = next;
            this.nextChain = nextChain;
            this.response = response;
        }

        @Override
        public Request request() {
            return call.request;
        }

        @Override
        public Response proceed(Request sent) throws IOException {
            return next == null ? response : next.intercept(nextChain);
        }

        @Override
        public Connection connection() {
            return connection;
        }

        @Override
        public Call call() {
            return call;
        }

        @Override
        public int connectTimeoutMillis() {
            return 0;
        }

        @Override
        public Interceptor.Chain withConnectTimeout(int timeout, TimeUnit unit) {
            return this;
        }

        @Override
        public int readTimeoutMillis() {
            return 0;
        }

        @Override
        public Interceptor.Chain withReadTimeout(int timeout, TimeUnit unit) {
            return this;
        }

        @Override
        public int writeTimeoutMillis() {
            return 0;
        }

        @Override
        public Interceptor.Chain withWriteTimeout(int timeout, TimeUnit unit) {
            return this;
        }
    }

    /** A call of the application. */
    private static final class OneCall implements Call {

        private final Request request;

        OneCall(Request request) {
            this.request = request;
        }

        @Override
        public Request request() {
            return request;
        }

        @Override
        public Response execute() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void enqueue(Callback callback) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void cancel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isExecuted() {
            return true;
        }

        @Override
        public boolean isCanceled() {
            return false;
        }

        @Override
        public Timeout timeout() {
            return Timeout.NONE;
        }

        @Override
        @SuppressWarnings("MethodDoesntCallSuperMethod")
        public Call clone() {
            return new OneCall(request);
        }
    }
}
