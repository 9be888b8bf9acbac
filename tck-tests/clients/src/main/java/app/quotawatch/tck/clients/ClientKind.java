package app.quotawatch.tck.clients;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.InvocationCallback;

import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** Every way in which an application can make a call. */
public enum ClientKind {

    MICROPROFILE_INJECTED {
        @Override
        Made make(Caller caller, URI api) {
            ThingsClient client = caller.bean(InjectedClient.class).client();
            return new Made(client::get, Made.KEPT);
        }
    },
    MICROPROFILE_INJECTED_COMPLETION_STAGE {
        @Override
        Made make(Caller caller, URI api) {
            ThingsClient client = caller.bean(InjectedClient.class).client();
            return new Made((id, secret) -> within(client.getLater(id, secret).toCompletableFuture()), Made.KEPT);
        }
    },
    MICROPROFILE_BUILT {
        @Override
        Made make(Caller caller, URI api) {
            ThingsClient client = RestClientBuilder.newBuilder().baseUri(api).build(ThingsClient.class);
            return new Made(client::get, client::close);
        }
    },
    MICROPROFILE_BUILT_COMPLETION_STAGE {
        @Override
        Made make(Caller caller, URI api) {
            ThingsClient client = RestClientBuilder.newBuilder().baseUri(api).build(ThingsClient.class);
            return new Made((id, secret) -> within(client.getLater(id, secret).toCompletableFuture()), client::close);
        }
    },
    PLAIN_NEW_CLIENT {
        @Override
        Made make(Caller caller, URI api) {
            return plain(ClientBuilder.newClient(), api, request -> request.get(String.class));
        }
    },
    PLAIN_NEW_BUILDER {
        @Override
        Made make(Caller caller, URI api) {
            return plain(ClientBuilder.newBuilder().build(), api, request -> request.get(String.class));
        }
    },
    PLAIN_INVOCATION {
        @Override
        Made make(Caller caller, URI api) {
            return plain(ClientBuilder.newClient(), api,
                    request -> request.buildGet().invoke().readEntity(String.class));
        }
    },
    PLAIN_ASYNC {
        @Override
        Made make(Caller caller, URI api) {
            return plain(ClientBuilder.newClient(), api,
                    request -> request.async().get(String.class).get(SECONDS, TimeUnit.SECONDS));
        }
    },
    PLAIN_CALLBACK {
        @Override
        Made make(Caller caller, URI api) {
            return plain(ClientBuilder.newClient(), api, request -> {
                CompletableFuture<String> response = new CompletableFuture<>();
                request.async().get(new InvocationCallback<String>() {
                    @Override
                    public void completed(String body) {
                        response.complete(body);
                    }

                    @Override
                    public void failed(Throwable error) {
                        response.completeExceptionally(error);
                    }
                });
                return within(response);
            });
        }
    },
    PLAIN_RX {
        @Override
        Made make(Caller caller, URI api) {
            return plain(ClientBuilder.newClient(), api,
                    request -> within(request.rx().get(String.class).toCompletableFuture()));
        }
    };

    private static final int SECONDS = 30;

    /**
     * Calls {@code GET /things/{id}?secret={secret}} as an application would, and returns the response body.
     *
     * @param caller the application, which chooses the threads
     * @param api the URL before {@code /things}
     */
    public String call(Caller caller, URI api, String id, String secret) {
        Made client = caller.make(() -> make(caller, api));
        try {
            return caller.call(() -> client.call.get(id, secret));
        } finally {
            client.close.run();
        }
    }

    abstract Made make(Caller caller, URI api);

    private static Made plain(Client client, URI api, PlainCall call) {
        return new Made((id, secret) -> call.make(client.target(api).path("things").path(id)
                .queryParam("secret", secret).request()), client::close);
    }

    private static <T> T within(CompletableFuture<T> response) throws Exception {
        try {
            return response.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no response within " + SECONDS + " s", e);
        }
    }

    private record Made(Call call, Runnable close) {

        static final Runnable KEPT = () -> {};
    }

    private interface Call {
        String get(String id, String secret) throws Exception;
    }

    private interface PlainCall {
        String make(Invocation.Builder request) throws Exception;
    }
}
