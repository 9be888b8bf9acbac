package app.quotawatch.quickstart.quarkus;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** OpenAI's API, as far as this application uses it. */
@RegisterRestClient(configKey = "openai")
@Path("/v1")
interface OpenAi {

    @POST
    @Path("/chat/completions")
    String chat(String prompt);
}
