package app.quotawatch.tck.sdks;

import java.util.Optional;
import java.util.stream.Collectors;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;

import app.quotawatch.spi.ClientObserver;

class AnthropicTest extends SdkContract {

    private static final MessageCreateParams QUESTION = MessageCreateParams.builder().model("claude").maxTokens(16)
            .addUserMessage("Say hello").build();

    @Override
    Sdk sdk() {
        return Sdk.ANTHROPIC;
    }

    @Override
    String body() {
        return Bodies.ANTHROPIC;
    }

    @Override
    Optional<String> streamed() {
        return Optional.of(Bodies.ANTHROPIC_EVENTS);
    }

    @Override
    boolean isAsynchronous() {
        return true;
    }

    @Override
    SdkClient client(Setup setup) {
        AnthropicOkHttpClient.Builder builder = AnthropicOkHttpClient.builder().apiKey("key")
                .baseUrl(setup.provider().toString()).maxRetries(setup.retries()).timeout(setup.timeout());
        if (setup.observed()) {
            builder.addInterceptor(new AnthropicInterceptor(ClientObserver.ofCurrentApplication()));
        }
        AnthropicClient client = builder.build();
        return new SdkClient() {

            @Override
            public String call() {
                return answer(client.messages().create(QUESTION));
            }

            @Override
            public String callAsync() {
                return answer(client.async().messages().create(QUESTION).join());
            }

            @Override
            public String stream() {
                try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(QUESTION)) {
                    return events.stream().flatMap(event -> event.contentBlockDelta().stream())
                            .flatMap(delta -> delta.delta().text().stream()).map(text -> text.text())
                            .collect(Collectors.joining());
                }
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    private static String answer(Message message) {
        return message.content().get(0).text().orElseThrow().text();
    }
}
