package app.quotawatch.tck.sdks;

import java.io.IOException;

import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.connector.GitHubConnectorResponse;
import org.kohsuke.github.extras.okhttp3.OkHttpGitHubConnector;

import okhttp3.OkHttpClient;

class GitHubTest extends SdkContract {

    @Override
    Sdk sdk() {
        return Sdk.GITHUB;
    }

    @Override
    String body() {
        return "{\"id\":1,\"login\":\"hello\",\"name\":\"hello\"}";
    }

    @Override
    SdkClient client(Setup setup) throws IOException {
        GitHub client = new GitHubBuilder().withEndpoint(setup.provider().toString())
                .withAbuseLimitHandler(new AtOnce())
                .withConnector(new OkHttpGitHubConnector(OkHttp.client(setup, new OkHttpClient.Builder()))).build();
        return () -> client.getUser("hello").getName();
    }

    /** Repeats a rejected call without the usual minute's wait. */
    private static final class AtOnce extends GitHubAbuseLimitHandler {

        @Override
        public void onError(GitHubConnectorResponse response) {
            // the SDK repeats the call
        }
    }
}
