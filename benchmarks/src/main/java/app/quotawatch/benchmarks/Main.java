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
 * Runs all benchmarks and writes the results as JSON and as Markdown tables; the benchmarks' own output goes into
 * {@code performance.log} beside them. Takes about five minutes with {@code --quick}, otherwise about an hour. Arguments:
 * {@code [--quick] [--only REGEX] [folder for the results]}; without a folder and {@code --only}, the tables also go into
 * {@code docs/performance.md}. Exits with 1 if anything failed.
 */
public final class Main {

    /* Each run replaces the text between the marks. */
    private static final Path DOCUMENT = Path.of("..", "docs", "performance.md");
    private static final String BEGIN = "<!-- figures of the last run -->";
    private static final String END = "<!-- end of the figures -->";

    private Main() {}

    /** Runs the benchmarks. */
    public static void main(String... arguments) throws IOException {
        List<String> remaining = new ArrayList<>(List.of(arguments));
        boolean quick = remaining.remove("--quick");
        int only = remaining.indexOf("--only");
        if (only == remaining.size() - 1 && only >= 0) {
            throw new IllegalArgumentException("--only needs a regular expression");
        }
        Pattern pattern = Pattern.compile(only < 0 ? "" : remaining.remove(only + 1));
        remaining.remove("--only");
        if (remaining.size() > 1 || remaining.stream().anyMatch(argument -> argument.startsWith("-"))) {
            throw new IllegalArgumentException(
                    "unexpected arguments: " + remaining + "; allowed are --quick, --only REGEX and one folder");
        }
        Path folder = Path.of(remaining.isEmpty() ? "target" : remaining.get(0));
        Files.createDirectories(folder);
        Path logFile = folder.resolve("performance.log").toAbsolutePath().normalize();

        String machine = Machine.describe();
        Plan plan = new Plan(quick, pattern);
        try (PrintStream log = new PrintStream(Files.newOutputStream(logFile), true, StandardCharsets.UTF_8)) {
            plan.run(log);
        }
        ResultFile.write(plan, folder.resolve("performance.json"));
        String tables = new Tables(plan, quick ? "quick" : "full", machine).text();
        Files.writeString(folder.resolve("performance.md"), tables);
        System.out.println(tables);
        if (!plan.failures().isEmpty()) {
            System.err.println("FAILED, see " + logFile + ":");
            plan.failures().forEach(failure -> System.err.println("  " + failure));
            System.exit(1);
        }
        if (remaining.isEmpty() && only < 0) {
            String document = Files.readString(DOCUMENT);
            Files.writeString(DOCUMENT, document.substring(0, document.indexOf(BEGIN)) + BEGIN + "\n\n" + tables
                    + "\n" + document.substring(document.indexOf(END)));
        }
    }
}
