package app.quotawatch.server.command;

import picocli.CommandLine.Command;

@Command(name = "quotawatch-server", mixinStandardHelpOptions = true, versionProvider = ServerVersion.class, description = "The ingest to host oneself. Without a command, it starts the server.", footer = {
        "", "The database is that of quotawatch.db.url, or QUOTAWATCH_DB_URL; commands work while the server runs."})
final class ServerCommand implements Runnable {

    private final Runnable server;

    ServerCommand(Runnable server) {
        this.server = server;
    }

    @Override
    public void run() {
        server.run();
    }
}
