package app.quotawatch.tck.sdks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of SDKs in the documentation. Each run writes the page anew, with what it saw, into the results' folder. */
final class SdkTable {

    private static final String HEAD = "| SDK | Version | Client underneath | What to write | Seen |";

    private SdkTable() {}

    static Path page() {
        return Path.of("..", "..", "docs", "clients.md");
    }

    /** Notes what was seen of an SDK. */
    static void note(Sdk sdk, List<String> seen) {
        Path results = Path.of(System.getProperty("sdks.results"));
        try {
            Files.createDirectories(results);
            Files.writeString(results.resolve(sdk.name()), String.join(", ", seen));
            String page = Files.readString(page());
            Map<Sdk, String> all = new EnumMap<>(Sdk.class);
            for (Sdk each : Sdk.values()) {
                Path file = results.resolve(each.name());
                // what another run has seen, as that of Quarkus
                all.put(each, Files.exists(file) ? Files.readString(file) : seen(page, each).orElse("-"));
            }
            Files.writeString(results.resolve("clients.md"), render(page, all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the page with the table of these results in place of its own. */
    static String render(String page, Map<Sdk, String> seen) {
        List<String> lines = new ArrayList<>(page.lines().toList());
        int start = lines.indexOf(HEAD);
        int end = start + 2;
        while (end < lines.size() && lines.get(end).startsWith("|")) {
            end++;
        }
        List<String> table = lines.subList(start + 2, end);
        table.clear();
        for (Sdk sdk : Sdk.values()) {
            table.add(sdk.row(seen.get(sdk)));
        }
        return String.join("\n", lines) + "\n";
    }

    /** Returns what a page says was seen of an SDK. */
    static Optional<String> seen(String page, Sdk sdk) {
        return page.lines().filter(line -> line.startsWith("| " + sdk.label() + " |"))
                .map(line -> Arrays.asList(line.split("\\|")))
                .map(cells -> cells.get(cells.size() - 1).strip())
                .findFirst();
    }
}
