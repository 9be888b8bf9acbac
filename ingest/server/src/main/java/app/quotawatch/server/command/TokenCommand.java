package app.quotawatch.server.command;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

import app.quotawatch.server.access.AdminToken;
import app.quotawatch.server.access.AdminTokens;
import app.quotawatch.server.database.Database;
import app.quotawatch.server.rest.Timestamps;
import app.quotawatch.server.secret.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "token", mixinStandardHelpOptions = true, description = "Creates, lists and revokes admin tokens.")
final class TokenCommand {

    private final Supplier<Database> database;
    private final PrintWriter out;
    private final PrintWriter err;

    TokenCommand(Supplier<Database> database, PrintWriter out, PrintWriter err) {
        this.database = database;
        this.out = out;
        this.err = err;
    }

    @Command(name = "create", mixinStandardHelpOptions = true, description = "Creates an admin token and prints it; it cannot be shown again.")
    void create() {
        Secret token = tokens().create();
        out.println(token.reveal());
        err.println("token " + token.id() + " was created; it is shown this once");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the admin tokens that were created.")
    void list() {
        for (AdminToken token : tokens().list()) {
            out.println("token " + token.id() + ": ..." + token.hint() + ", created " + Timestamps.of(token.createdAt())
                    + (token.valid() ? "" : ", revoked"));
        }
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Revokes an admin token and ends its sessions, within two seconds.")
    void revoke(@Parameters(paramLabel = "TOKEN", description = "The token's id, as token list shows it.") String id) {
        if (!tokens().revoke(id)) {
            throw new CommandFailedException("no valid token has this id");
        }
        err.println("token " + id + " was revoked");
    }

    private AdminTokens tokens() {
        return new AdminTokens(database.get(), Optional.empty(), InstantSource.system());
    }
}
