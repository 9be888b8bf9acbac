package app.quotawatch.tck.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a server's log has against us: every warning, error or stack trace that mentions us. */
final class Complaints {

    private static final Pattern BEGIN = Pattern.compile(
            "^\\[?(\\d{4}-\\d\\d-\\d\\d|\\d{1,2}[/:.-]|[A-Z][a-z]{2} \\d{1,2}, \\d{4}).*");
    private static final Pattern HARMLESS = Pattern.compile(
            ".*(\\bINFO\\b|\\bDEBUG\\b|\\bFINE\\b| [IA] [A-Z]{4,5}\\w*\\d{4}[IA]: | \\w+ +[IAO] ).*");

    private Complaints() {}

    static List<String> aboutUs(String log) {
        return entries(log).stream().filter(Complaints::mentionsUs).filter(Complaints::complains).toList();
    }

    private static boolean mentionsUs(String entry) {
        return entry.replace("app.quotawatch.probe", "").replace("app.quotawatch.tck", "").replace("quotawatch-tck", "")
                .toLowerCase(Locale.ROOT).contains("quotawatch");
    }

    private static boolean complains(String entry) {
        boolean trace = entry.lines().anyMatch(line -> line.strip().startsWith("at app.quotawatch."));
        return trace || entry.lines().limit(2).noneMatch(line -> HARMLESS.matcher(line).matches());
    }

    /* An entry goes on until the next line that begins with a date or a time. */
    private static List<String> entries(String log) {
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
