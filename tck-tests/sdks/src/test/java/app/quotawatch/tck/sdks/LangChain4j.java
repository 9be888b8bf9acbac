package app.quotawatch.tck.sdks;

import java.net.http.HttpClient;
import java.util.concurrent.CompletableFuture;

import app.quotawatch.clients.jdk.QuotaWatchHttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

/** Two models of LangChain4j, one of which streams. */
final class LangChain4j implements SdkClient {

    private final ChatModel model;
    private final StreamingChatModel streaming;

    LangChain4j(ChatModel model, StreamingChatModel streaming) {
        this.model = model;
        this.streaming = streaming;
    }

    static HttpClientBuilder http(Setup setup) {
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        return new JdkHttpClientBuilder()
                .httpClientBuilder(setup.observed() ? QuotaWatchHttpClient.observe(builder) : builder);
    }

    @Override
    public String call() {
        return model.chat("Say hello");
    }

    @Override
    public String stream() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        streaming.chat("Say hello", new StreamingChatResponseHandler() {

            @Override
            public void onCompleteResponse(ChatResponse response) {
                answer.complete(response.aiMessage().text());
            }

            @Override
            public void onError(Throwable failure) {
                answer.completeExceptionally(failure);
            }
        });
        return answer.join();
    }
}
