package app.quotawatch.tck.clients;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.InvocationCallback;

import org.eclipse.microprofile.rest.client.RestClientBuilder;

import app.quotawatch.tck.support.Application;

/** Every way in which an application can make a call. */
public enum ClientKind {

    MICROPROFILE_INJECTED {
        @Override
        String get(Application application, URI api, String id, String secret) {
            return application.bean(InjectedClient.class).client().get(id, secret);
        }
    },
    MICROPROFILE_INJECTED_COMPLETION_STAGE {
        @Override
        String get(Application application, URI api, String id, String secret) throws Exception {
            return within(application.bean(InjectedClient.class).client().getLater(id, secret).toCompletableFuture());
        }
    },
    MICROPROFILE_BUILT {
        @Override
        String get(Application application, URI api, String id, String secret) throws Exception {
            try (ThingsClient client = RestClientBuilder.newBuilder().baseUri(api).build(ThingsClient.class)) {
                return client.get(id, secret);
            }
        }
    },
    MICROPROFILE_BUILT_COMPLETION_STAGE {
        @Override
        String get(Application application, URI api, String id, String secret) throws Exception {
            try (ThingsClient client = RestClientBuilder.newBuilder().baseUri(api).build(ThingsClient.class)) {
                return within(client.getLater(id, secret).toCompletableFuture());
            }
        }
    },
    PLAIN_NEW_CLIENT {
        @Override
        String get(Application application, URI api, String id, String secret) throws Exception {
            return with(ClientBuilder::newClient, api, id, secret, request -> request.get(String.class));
        }
    },
    PLAIN_NEW_BUILDER {
        @Override
        String get(Application application, URI api, String id, String secret) throws Exception {
            return with(() -> ClientBuilder.newBuilder().build(), api, id, secret,
                    request -> request.get(String.class));
        }
    },
    PLAIN_INVOCATION {
        @Override
        String get(Application application, URI api, String id, String secret) throws Exception {
            return with(ClientBuilder::newClient, api, id, secret,
                    request -> request.buildGet().invoke().readEntity(String.class));
        }
    },
    PLAIN_ASYNC {
        @Override
        String get(Application application, URI api, String id, String secret) throws Exception {
            return with(ClientBuilder::newClient, api, id, secret,
                    request -> request.async().get(String.class).get(SECONDS, TimeUnit.SECONDS));
        }
    },
    PLAIN_CALLBACK {
        @Override
        String get(Application application, URI api, String id, String secret) throws Exception {
            return with(ClientBuilder::newClient, api, id, secret, request -> {
                CompletableFuture<String> answer = new CompletableFuture<>();
                request.async().get(new InvocationCallback<String>() {
                    @Override
                    public void completed(String body) {
                        answer.complete(body);
                    }

                    @Override
                    public void failed(Throwable error) {
                        answer.completeExceptionally(error);
                    }
                });
                return within(answer);
            });
        }
    },
    PLAIN_RX {
        @Override
        String get(Application application, URI api, String id, String secret) throws Exception {
            return with(ClientBuilder::newClient, api, id, secret,
                    request -> within(request.rx().get(String.class).toCompletableFuture()));
        }
    };

    private static final int SECONDS = 30;

    /**
     * Calls {@code GET /things/{id}?secret={secret}} as the application would, and returns the answer's body.
     *
     * @param application whose threads the call is made on
     * @param api the URL before {@code /things}
     */
    public String call(Application application, URI api, String id, String secret) {
        return application.call(() -> get(application, api, id, secret));
    }

    abstract String get(Application application, URI api, String id, String secret) throws Exception;

    private static String with(Supplier<Client> clients, URI api, String id, String secret, Call call)
            throws Exception {
        Client client = clients.get();
        try {
            return call.make(client.target(api).path("things").path(id).queryParam("secret", secret).request());
        } finally {
            client.close();
        }
    }

    private static <T> T within(CompletableFuture<T> answer) throws Exception {
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer within " + SECONDS + " s", e);
        }
    }

    private interface Call {
        String make(Invocation.Builder request) throws Exception;
    }
}
