package app.quotawatch.tck.sdks;

import java.util.Optional;
import java.util.stream.Collectors;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

import okhttp3.OkHttpClient;

class OpenAiTest extends SdkContract {

    private static final ChatCompletionCreateParams QUESTION = ChatCompletionCreateParams.builder().model("gpt-4o")
            .addUserMessage("Say hello").build();

    @Override
    Sdk sdk() {
        return Sdk.OPENAI;
    }

    @Override
    String body() {
        return Bodies.OPENAI;
    }

    @Override
    Optional<String> streamed() {
        return Optional.of(Bodies.OPENAI_EVENTS);
    }

    @Override
    boolean isAsynchronous() {
        return true;
    }

    @Override
    SdkClient client(Setup setup) {
        OpenAIClient client = OpenAIOkHttpClient.builder().apiKey("key").baseUrl(setup.provider() + "/v1")
                .maxRetries(setup.retries()).timeout(setup.timeout())
                .okHttpClient(OkHttp.client(setup, new OkHttpClient.Builder())).build();
        return new SdkClient() {

            @Override
            public String call() {
                return answer(client.chat().completions().create(QUESTION));
            }

            @Override
            public String callAsync() {
                return answer(client.async().chat().completions().create(QUESTION).join());
            }

            @Override
            public String stream() {
                try (StreamResponse<ChatCompletionChunk> chunks = client.chat().completions()
                        .createStreaming(QUESTION)) {
                    return chunks.stream().flatMap(chunk -> chunk.choices().stream())
                            .map(choice -> choice.delta().content().orElse("")).collect(Collectors.joining());
                }
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    private static String answer(ChatCompletion completion) {
        return completion.choices().get(0).message().content().orElseThrow();
    }
}
