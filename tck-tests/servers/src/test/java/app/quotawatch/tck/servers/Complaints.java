package app.quotawatch.tck.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The warnings, errors and stack traces in a server's log that mention QuotaWatch. */
final class Complaints {

    private static final Pattern BEGIN = Pattern.compile(
            "^\\[?(\\d{4}-\\d\\d-\\d\\d|\\d{1,2}[/:.-]|[A-Z][a-z]{2} \\d{1,2}, \\d{4}).*");
    /* A level name that all loggers use, or Open Liberty's letter after the thread and the logger. */
    private static final Pattern LEVEL = Pattern
            .compile("\\b(SEVERE|FATAL|ERROR|WARN(?:ING)?|AUDIT|INFO|CONFIG|DEBUG|TRACE"
                    + "|FINE(?:R|ST)?)\\b|^\\[[^]]*] \\p{XDigit}{8} \\S+ +([A-Z]) ");
    private static final Set<String> HARMLESS = Set.of("AUDIT", "INFO", "CONFIG", "A", "I", "O");
    /* Levels that are off by default. The tests enable them to look for secrets. */
    private static final Set<String> ONLY_ON_REQUEST = Set.of("DEBUG", "TRACE", "FINE", "FINER", "FINEST");

    private Complaints() {}

    static List<String> aboutUs(String log) {
        return entries(log).stream().filter(Complaints::mentionsUs).filter(Complaints::complains).toList();
    }

    private static boolean mentionsUs(String entry) {
        return entry.replace("app.quotawatch.probe", "").replace("app/quotawatch/probe", "")
                .replace("app.quotawatch.tck", "")
                .replace("tck.quotawatch.app", "").replace("quotawatch-tck", "")
                .toLowerCase(Locale.ROOT).contains("quotawatch");
    }

    private static boolean complains(String entry) {
        String level = level(entry);
        if (ONLY_ON_REQUEST.contains(level)) {
            return false;
        }
        boolean trace = entry.lines().anyMatch(line -> line.strip().startsWith("at app.quotawatch."));
        return trace || !HARMLESS.contains(level);
    }

    /* The default format of java.util.logging has the level in the second line. */
    private static String level(String entry) {
        return entry.lines().limit(2).map(LEVEL::matcher).filter(Matcher::find)
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .findFirst().orElse("none");
    }

    /* An entry continues until the next line that begins with a date or a time. */
    static List<String> entries(String log) {
        List<String> entries = new ArrayList<>();
        StringBuilder entry = new StringBuilder();
        for (String line : log.lines().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList()) {
            if (BEGIN.matcher(line).matches()) {
                entries.add(entry.toString());
                entry.setLength(0);
            }
            entry.append(line).append('\n');
        }
        entries.add(entry.toString());
        return entries;
    }
}
