package app.quotawatch.tck.servers;

import java.util.List;
import java.util.stream.Stream;

import app.quotawatch.tck.clients.ClientKind;

/** The clients that are observed on a kind of thread, with the text in the compatibility table. */
enum Reach {

    EVERY("yes", ""),
    MICROPROFILE("MicroProfile only", "MICROPROFILE"),
    INJECTED("injected MicroProfile only", "MICROPROFILE_INJECTED");

    final String text;
    private final String prefix;

    Reach(String text, String prefix) {
        this.text = text;
        this.prefix = prefix;
    }

    List<ClientKind> kinds() {
        return Stream.of(ClientKind.values()).filter(kind -> kind.name().startsWith(prefix)).toList();
    }
}
