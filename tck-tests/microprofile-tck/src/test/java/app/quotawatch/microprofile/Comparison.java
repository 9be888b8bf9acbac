package app.quotawatch.microprofile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import app.quotawatch.microprofile.TestResults.Outcome;

/**
 * Compares the run of the TCK on an implementation as it is with that on the same one observed. Fails on any difference, and
 * where so little ran that there was nothing to compare.
 */
public final class Comparison {

    private static final int TESTS_AT_LEAST = 180;

    /* Cases of Reactive Streams that the TCK does not require, and that skip themselves or not by chance. */
    private static final String BY_CHANCE = ".*\\.ReactiveStreamsPublisherTckTest\\.(optional|untested)_.*";

    private final Path runs;
    private final List<String> differences = new ArrayList<>();

    private Comparison(Path runs) {
        this.runs = runs;
    }

    /**
     * Compares.
     *
     * @param folders one of each implementation, with the folders {@code without} and {@code with} of its two runs
     */
    public static void main(String[] folders) {
        List<String> differences = new ArrayList<>();
        for (String folder : folders) {
            differences.addAll(new Comparison(Path.of(folder)).compare());
        }
        if (!differences.isEmpty()) {
            throw new IllegalStateException("The TCK told a difference:\n" + String.join("\n", differences));
        }
    }

    private List<String> compare() {
        compareResults();
        compareCalls();
        compareTraffic();
        checkAccount();
        return differences;
    }

    private void compareResults() {
        TestResults without = TestResults.read(runs.resolve("without"));
        TestResults with = TestResults.read(runs.resolve("with"));
        say("without: " + without);
        say("with:    " + with);
        if (without.byTest().size() < TESTS_AT_LEAST) {
            differ("only " + without.byTest().size() + " tests ran, of at least " + TESTS_AT_LEAST);
        }
        TreeSet<String> tests = new TreeSet<>(without.byTest().keySet());
        tests.addAll(with.byTest().keySet());
        for (String test : tests) {
            Outcome before = without.byTest().get(test);
            Outcome after = with.byTest().get(test);
            boolean worse = before != after && (before != Outcome.FAILED || after == Outcome.SKIPPED);
            if (worse && !test.matches(BY_CHANCE)) {
                differ(test + ": " + before + " without, " + after + " with");
            }
        }
        say("left out, as they skip by chance: " + tests.stream().filter(test -> test.matches(BY_CHANCE)).count());
    }

    private void compareCalls() {
        CallBalance balance = CallBalance.of(Journal.read(runs.resolve("with/requests.txt")),
                Journal.read(runs.resolve("with/events.txt")));
        say(balance.toString());
        balance.differences().forEach(this::differ);
    }

    /* What went over the wire, apart from what streams of events do when they reconnect. */
    private void compareTraffic() {
        List<String> without = traffic("without");
        List<String> with = traffic("with");
        say("requests in the tests without streams: " + without.size() + " without, " + with.size() + " with");
        if (!without.equals(with)) {
            List<String> missing = new ArrayList<>(without);
            with.forEach(missing::remove);
            List<String> added = new ArrayList<>(with);
            without.forEach(added::remove);
            differ("other requests than without: missing " + missing + ", added " + added);
        }
    }

    private List<String> traffic(String run) {
        return Journal.read(runs.resolve(run).resolve("requests.txt")).stream()
                .filter(line -> !line.testClass().contains(".sse."))
                .map(Journal.Line::toString)
                .sorted()
                .toList();
    }

    private void checkAccount() {
        List<String> account;
        try {
            account = Files.readAllLines(runs.resolve("with/account.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        say("account: " + String.join(", ", account));
        int events = Journal.read(runs.resolve("with/events.txt")).size();
        if (!account.contains("recorded=" + events)) {
            differ(events + " events arrived, which is not what was recorded: " + account);
        }
        if (!account.contains("lost=0") || !account.contains("internalErrors=0")) {
            differ("events were lost, or code of ours failed: " + account);
        }
    }

    private void say(String text) {
        System.out.println(runs.getFileName() + ": " + text);
    }

    private void differ(String difference) {
        differences.add(runs.getFileName() + ": " + difference);
    }
}
