package app.quotawatch.quickstart.quarkus;

import java.util.List;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

import io.smallrye.mutiny.Uni;

/** The part of OpenAI's API that this application uses. */
@RegisterRestClient(configKey = "openai")
@Path("/v1")
interface OpenAi {

    @POST
    @Path("/chat/completions")
    ChatReply chat(ChatRequest request);

    @POST
    @Path("/embeddings")
    Uni<EmbeddingReply> embed(EmbeddingRequest request);

    record ChatRequest(String model, List<Message> messages) {}

    record ChatReply(List<Choice> choices) {}

    record Choice(Message message) {}

    record Message(String role, String content) {}

    record EmbeddingRequest(String model, String input) {}

    record EmbeddingReply(List<Embedding> data) {}

    record Embedding(List<Double> embedding) {}
}
