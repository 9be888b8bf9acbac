package app.quotawatch.server.command;

import java.io.PrintWriter;
import java.util.function.Supplier;

import app.quotawatch.server.config.InvalidSettingsException;
import app.quotawatch.server.database.Database;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The command line. What only the caller may know goes to the standard output, alone and once; everything else goes to the error output,
 * a failure as one line, wrong settings as one line each.
 */
final class Commands {

    private static final int FAILED = 1;
    private static final int WRONG_ARGUMENTS = 2;

    private final CommandLine commandLine;

    /** Runs the server with a runnable, and opens the database only for a command that needs it. */
    Commands(Runnable server, Supplier<Database> database, PrintWriter out, PrintWriter err) {
        commandLine = new CommandLine(new ServerCommand(server))
                .addSubcommand(new ServeCommand(server))
                .addSubcommand(new ProjectCommand(database, out, err))
                .addSubcommand(new KeyCommand(database, out, err))
                .addSubcommand(new TokenCommand(database, out, err))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((wrong, arguments) -> wrong(wrong, err))
                .setExecutionExceptionHandler((failure, command, result) -> failed(failure, err));
    }

    /** Returns the exit code. */
    int run(String... arguments) {
        return commandLine.execute(arguments);
    }

    private static int wrong(ParameterException wrong, PrintWriter err) {
        err.println(oneLine(wrong) + " (see " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help)");
        return WRONG_ARGUMENTS;
    }

    private static int failed(Exception failure, PrintWriter err) {
        if (failure instanceof InvalidSettingsException) {
            err.println(failure.getMessage());
            return WRONG_ARGUMENTS;
        }
        err.println(oneLine(failure));
        return FAILED;
    }

    private static String oneLine(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.strip().replaceAll("\\s+", " ");
    }
}
