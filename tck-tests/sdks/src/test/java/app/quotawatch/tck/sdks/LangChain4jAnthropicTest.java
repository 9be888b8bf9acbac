package app.quotawatch.tck.sdks;

import java.util.Optional;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;

class LangChain4jAnthropicTest extends SdkContract {

    @Override
    Sdk sdk() {
        return Sdk.LANGCHAIN4J_ANTHROPIC;
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
    SdkClient client(Setup setup) {
        return new LangChain4j(
                AnthropicChatModel.builder().httpClientBuilder(LangChain4j.http(setup)).apiKey("key")
                        .modelName("claude")
                        .baseUrl(setup.provider() + "/v1").maxRetries(setup.retries()).timeout(setup.timeout()).build(),
                AnthropicStreamingChatModel.builder().httpClientBuilder(LangChain4j.http(setup)).apiKey("key")
                        .modelName("claude").baseUrl(setup.provider() + "/v1").timeout(setup.timeout()).build());
    }
}
