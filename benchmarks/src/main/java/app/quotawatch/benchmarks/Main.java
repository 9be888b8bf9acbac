package app.quotawatch.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;

import app.quotawatch.benchmarks.endtoend.IngestLoad;

/**
 * Runs everything in one go and writes the results: as JSON, and as Markdown tables. With {@code --quick} in about five minutes,
 * else in about an hour. Arguments: {@code [--quick] [folder for the results]}; without a folder the tables also go into
 * {@code docs/performance.md}.
 */
public final class Main {

    /* What follows the mark is written anew by each run. */
    private static final Path DOCUMENT = Path.of("..", "docs", "performance.md");
    private static final String MARK = "<!-- figures of the last run -->";

    private Main() {}

    /** Runs it. */
    public static void main(String... arguments) throws RunnerException, IOException {
        List<String> rest = new ArrayList<>(List.of(arguments));
        boolean quick = rest.remove("--quick");
        Path folder = Path.of(rest.isEmpty() ? "target" : rest.get(0));
        Files.createDirectories(folder);
        Collection<RunResult> results = new ArrayList<>(new Plan(quick).run());
        List<IngestLoad.Outcome> loads = new ArrayList<>();
        for (int perSecond : quick ? new int[]{1_000, 10_000} : new int[]{100, 1_000, 10_000, 50_000}) {
            loads.add(IngestLoad.inProcess(perSecond, Duration.ofSeconds(quick ? 15 : 60)));
        }
        try (PrintStream json = new PrintStream(folder.resolve("performance.json").toFile(), StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, json).writeOut(results);
        }
        String tables = new Tables(results, loads, quick).text();
        Files.writeString(folder.resolve("performance.md"), tables);
        if (rest.isEmpty() && Files.exists(DOCUMENT)) {
            String document = Files.readString(DOCUMENT);
            Files.writeString(DOCUMENT,
                    document.substring(0, document.indexOf(MARK)) + MARK + "\n\n" + tables);
        }
        System.out.println(tables);
    }
}
