package app.quotawatch.quarkus.sdks;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.quarkus.test.junit.QuarkusTest;

/** Quarkus's own LangChain4j, which calls models through Quarkus's REST client. */
@QuarkusTest
class LangChain4jTest extends SdkContract {

    @Inject
    ChatModel model;

    @Inject
    StreamingChatModel streaming;

    @Override
    Optional<String> entry() {
        return isObserved() ? Optional.of("QUARKUS_LANGCHAIN4J") : Optional.empty();
    }

    @Override
    String response() {
        return "openai.json";
    }

    @Override
    String request() {
        return "POST /v1/chat/completions";
    }

    @Override
    String call(int retries, Duration timeout) {
        return OpenAiChatModel.builder().apiKey("key").modelName("gpt-4o").baseUrl(url + "/v1")
                .maxRetries(retries).timeout(timeout).build().chat("Say hello");
    }

    @Override
    Class<? extends Exception> timeout() {
        return RuntimeException.class;
    }

    @Test
    void callOfTheInjectedModel_isOneEvent() throws Exception {
        isOneEvent(() -> model.chat("Say hello"), response());
    }

    @Test
    void streamedCall_isOneEvent() throws Exception {
        isOneEvent(this::stream, "openai-events.txt");

        note(3, "streaming");
    }

    private String stream() throws Exception {
        CompletableFuture<String> response = new CompletableFuture<>();
        streaming.chat("Say hello", new StreamingChatResponseHandler() {

            @Override
            public void onCompleteResponse(ChatResponse complete) {
                response.complete(complete.aiMessage().text());
            }

            @Override
            public void onError(Throwable failure) {
                response.completeExceptionally(failure);
            }
        });
        return response.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }
}
