package app.quotawatch.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Runs everything in one go and writes the results: as JSON, and as Markdown tables; what the benchmarks say themselves goes into
 * {@code performance.log} beside them. With {@code --quick} in about five minutes, else in about an hour. Arguments:
 * {@code [--quick] [--only REGEX] [folder for the results]}; without a folder, and if nothing is left out, the tables also go into
 * {@code docs/performance.md}. Exits with 1 if anything failed.
 */
public final class Main {

    /* What stands between the marks is written anew by each run. */
    private static final Path DOCUMENT = Path.of("..", "docs", "performance.md");
    private static final String BEGIN = "<!-- figures of the last run -->";
    private static final String END = "<!-- end of the figures -->";

    private Main() {}

    /** Runs it. */
    public static void main(String... arguments) throws IOException {
        List<String> rest = new ArrayList<>(List.of(arguments));
        boolean quick = rest.remove("--quick");
        int only = rest.indexOf("--only");
        Pattern pattern = Pattern.compile(only < 0 ? "" : rest.remove(only + 1));
        rest.remove("--only");
        if (rest.size() > 1) {
            throw new IllegalArgumentException("what is " + rest + "?");
        }
        Path folder = Path.of(rest.isEmpty() ? "target" : rest.get(0));
        Files.createDirectories(folder);
        Path logFile = folder.resolve("performance.log").toAbsolutePath().normalize();

        String machine = Machine.describe();
        Plan plan = new Plan(quick, pattern);
        try (PrintStream log = new PrintStream(Files.newOutputStream(logFile), true, StandardCharsets.UTF_8)) {
            plan.run(log);
        }
        ResultFile.write(plan.results(), plan.quarkusCalls(), plan.loads(), folder.resolve("performance.json"));
        String tables = new Tables(plan, quick ? "quick" : "full", machine).text();
        Files.writeString(folder.resolve("performance.md"), tables);
        System.out.println(tables);
        if (!plan.failures().isEmpty()) {
            System.err.println("FAILED, see " + logFile + ":");
            plan.failures().forEach(failure -> System.err.println("  " + failure));
            System.exit(1);
        }
        if (rest.isEmpty() && only < 0) {
            String document = Files.readString(DOCUMENT);
            Files.writeString(DOCUMENT, document.substring(0, document.indexOf(BEGIN)) + BEGIN + "\n\n" + tables
                    + "\n" + document.substring(document.indexOf(END)));
        }
    }
}
