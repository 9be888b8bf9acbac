package app.quotawatch.tck.servers;

import java.util.List;
import java.util.stream.Stream;

import app.quotawatch.tck.clients.ClientKind;

/** The clients that a server allows on a kind of thread, with the text in the compatibility table. All of them are observed. */
enum Reach {

    EVERY("yes"),
    ALL_BUT_BUILT("all but built MicroProfile") {
        @Override
        boolean includes(ClientKind kind) {
            return !kind.name().startsWith("MICROPROFILE_BUILT");
        }
    };

    final String text;

    Reach(String text) {
        this.text = text;
    }

    boolean includes(ClientKind kind) {
        return true;
    }

    List<ClientKind> kinds() {
        return Stream.of(ClientKind.values()).filter(this::includes).toList();
    }
}
