package app.quotawatch.tck.sdks;

import org.gitlab4j.api.GitLabApi;

class GitLabTest extends SdkContract {

    @Override
    Sdk sdk() {
        return Sdk.GITLAB;
    }

    @Override
    String body() {
        return "{\"id\":1,\"name\":\"hello\"}";
    }

    @Override
    int attemptsOfARejectedCall() {
        return 1;
    }

    @Override
    SdkClient client(Setup setup) {
        GitLabApi client = new GitLabApi(setup.provider().toString(), "token")
                .withRequestTimeout(setup.timeoutMillis(), setup.timeoutMillis());
        return new SdkClient() {

            @Override
            public String call() throws Exception {
                return client.getProjectApi().getProject(1L).getName();
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }
}
