package app.quotawatch.server.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.eclipse.microprofile.config.ConfigProvider;

import app.quotawatch.server.database.Database;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the server, or runs one of its commands, which use the database themselves and start no server. */
@QuarkusMain
public final class Main {

    /** Ends with 0, with 2 if arguments or settings are wrong, or with 1 if a command failed. */
    public static void main(String... arguments) {
        // the JDK chooses its own as soon as anything logs, and Quarkus would come too late
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = new Commands(Main::serve, Main::database, out, err).run(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    private static void serve() {
        // wrong settings end here, before the framework reports them in its own way
        ConfigProvider.getConfig();
        Quarkus.run();
    }

    private static Database database() {
        // a failure is reported in one line, by its command
        Logger.getLogger("").setLevel(Level.OFF);
        return CommandDatabase.open(ConfigProvider.getConfig());
    }
}
