package app.quotawatch.tck.sdks;

import java.io.IOException;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.util.http.SlackHttpClient;

class SlackTest extends SdkContract {

    @Override
    Sdk sdk() {
        return Sdk.SLACK;
    }

    @Override
    String body() {
        return "{\"ok\":true,\"user\":\"hello\",\"team_id\":\"T1\"}";
    }

    @Override
    boolean isAsynchronous() {
        return true;
    }

    @Override
    int attemptsOfARejectedCall() {
        return 1;
    }

    @Override
    SdkClient client(Setup setup) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(setup.provider() + "/api/");
        config.setHttpClientReadTimeoutMillis(setup.timeoutMillis());
        SlackHttpClient http = new SlackHttpClient(
                OkHttp.client(setup, SlackHttpClient.buildOkHttpClient(config).newBuilder()));
        Slack slack = Slack.getInstance(config, http);
        return new SdkClient() {

            @Override
            public String call() throws Exception {
                return slack.methods("token").authTest(request -> request).getUser();
            }

            @Override
            public String callAsync() throws Exception {
                return slack.methodsAsync("token").authTest(request -> request).get().getUser();
            }

            @Override
            public void close() throws IOException {
                try {
                    slack.close();
                } catch (Exception e) {
                    throw new IOException(e);
                }
            }
        };
    }
}
