package app.quotawatch.server.command;

import java.io.PrintWriter;
import java.util.function.Supplier;

import app.quotawatch.server.database.Database;
import app.quotawatch.server.project.Project;
import app.quotawatch.server.project.Projects;
import app.quotawatch.server.secret.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "key", mixinStandardHelpOptions = true, description = "Creates and revokes keys of projects.")
final class KeyCommand {

    private final Supplier<Database> database;
    private final PrintWriter out;
    private final PrintWriter err;

    KeyCommand(Supplier<Database> database, PrintWriter out, PrintWriter err) {
        this.database = database;
        this.out = out;
        this.err = err;
    }

    @Command(name = "create", mixinStandardHelpOptions = true, description = "Creates another key of a project and prints it; it cannot be shown again.")
    void create(@Parameters(paramLabel = "PROJECT", description = "The project's name.") String name) {
        Projects projects = new Projects(database.get());
        Secret key = projects.createKey(byName(projects, name).id());
        out.println(key.reveal());
        err.println("key " + key.id() + " was created; it is shown this once");
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Revokes a key; it stops working within two seconds.")
    void revoke(@Parameters(paramLabel = "PROJECT", description = "The project's name.") String name,
            @Parameters(paramLabel = "KEY", description = "The key's id, as project list shows it.") String id) {
        Projects projects = new Projects(database.get());
        if (!projects.revokeKey(byName(projects, name).id(), id)) {
            throw new CommandFailedException("the project has no valid key with this id");
        }
        err.println("key " + id + " was revoked");
    }

    private static Project byName(Projects projects, String name) {
        return projects.byName(name).orElseThrow(() -> new CommandFailedException("no project has this name"));
    }
}
