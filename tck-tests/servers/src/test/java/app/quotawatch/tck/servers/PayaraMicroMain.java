package app.quotawatch.tck.servers;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs Payara Micro, and deploys and undeploys applications on commands from standard input. It uses the API through reflection,
 * because the server's jar would add its own versions of many libraries to the class path of the tests.
 */
final class PayaraMicroMain {

    static final String READY = "Payara Micro accepts commands";

    static final String DONE = "Payara Micro executed: ";

    private static final Logger OURS = Logger.getLogger("app.quotawatch");

    private PayaraMicroMain() {}

    public static void main(String[] args) throws Exception {
        Class<?> type = Class.forName("fish.payara.micro.PayaraMicro");
        Object micro = type.getMethod("getInstance").invoke(null);
        type.getMethod("setHttpPort", int.class).invoke(micro, Integer.parseInt(args[0]));
        type.getMethod("setRootDir", File.class).invoke(micro, new File(args[1]));
        type.getMethod("setNoCluster", boolean.class).invoke(micro, true);
        Object runtime = type.getMethod("bootStrap").invoke(micro);
        logEverything();
        System.out.println(READY);
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                execute(runtime, line.split(" ", 3));
                System.out.println(DONE + line);
            }
        }
    }

    /* The server's own handler omits records below INFO. */
    private static void logEverything() {
        ConsoleHandler handler = new ConsoleHandler();
        handler.setLevel(Level.ALL);
        handler.setFilter(record -> record.getLevel().intValue() < Level.INFO.intValue());
        OURS.addHandler(handler);
        OURS.setLevel(Level.ALL);
    }

    private static void execute(Object runtime, String[] command) throws Exception {
        Class<?> type = Class.forName("fish.payara.micro.PayaraMicroRuntime");
        if (command[0].equals("deploy")) {
            type.getMethod("deploy", String.class, String.class, File.class).invoke(runtime, command[1], command[1],
                    new File(command[2]));
        } else {
            type.getMethod("undeploy", String.class).invoke(runtime, command[1]);
        }
    }
}
