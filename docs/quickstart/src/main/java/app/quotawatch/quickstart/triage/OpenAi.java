package app.quotawatch.quickstart.triage;

import java.util.List;
import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * The part of OpenAI's API that this application uses: a MicroProfile REST client with a blocking and an asynchronous method.
 * This type and its records are public because JSON-B reads and writes only public types.
 */
@RegisterRestClient(configKey = "openai")
@Path("/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface OpenAi {

    @POST
    @Path("/chat/completions")
    ChatReply chat(ChatRequest request);

    @POST
    @Path("/embeddings")
    CompletionStage<EmbeddingReply> embed(EmbeddingRequest request);

    record ChatRequest(String model, List<Message> messages) {}

    record ChatReply(List<Choice> choices) {}

    record Choice(Message message) {}

    record Message(String role, String content) {}

    record EmbeddingRequest(String model, String input) {}

    record EmbeddingReply(List<Embedding> data) {}

    record Embedding(List<Double> embedding) {}
}
