package app.quotawatch.tck.sdks;

import java.util.Optional;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;

class LangChain4jOpenAiTest extends SdkContract {

    @Override
    Sdk sdk() {
        return Sdk.LANGCHAIN4J_OPENAI;
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
    SdkClient client(Setup setup) {
        return new LangChain4j(
                OpenAiChatModel.builder().httpClientBuilder(LangChain4j.http(setup)).apiKey("key").modelName("gpt-4o")
                        .baseUrl(setup.provider() + "/v1").maxRetries(setup.retries()).timeout(setup.timeout()).build(),
                OpenAiStreamingChatModel.builder().httpClientBuilder(LangChain4j.http(setup)).apiKey("key")
                        .modelName("gpt-4o").baseUrl(setup.provider() + "/v1").timeout(setup.timeout()).build());
    }
}
