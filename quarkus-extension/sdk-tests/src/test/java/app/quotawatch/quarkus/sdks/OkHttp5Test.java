package app.quotawatch.quarkus.sdks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InterruptedIOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import okhttp3.OkHttp;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** OkHttp 5, which SDKs build themselves. */
@QuarkusTest
class OkHttp5Test extends SdkContract {

    @Override
    String response() {
        return "openai.json";
    }

    @Override
    String request() {
        return "GET /v1/things";
    }

    @Override
    String call(int retries, Duration timeout) throws Exception {
        OkHttpClient client = new OkHttpClient.Builder().readTimeout(timeout).addInterceptor(chain -> {
            Response response = chain.proceed(chain.request());
            if (response.code() != 429) {
                return response;
            }
            response.close();
            return chain.proceed(chain.request());
        }).build();
        Request request = new Request.Builder().url(url + "/v1/things").build();
        try (Response response = client.newBuilder().build().newCall(request).execute()) {
            assertThat(response.body().string()).contains("hello");
            return "hello";
        }
    }

    @Override
    Class<? extends Exception> timeout() {
        return InterruptedIOException.class;
    }

    @Test
    void clientUnderTest_isOfThatVersion() {
        assertThat(OkHttp.VERSION).startsWith("5.");
    }
}
