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
 * Compares a run of the TCK on an unmodified implementation with a run on the same implementation with QuotaWatch. Fails on any
 * difference, and if too few tests ran for a comparison.
 */
public final class Comparison {

    private static final int TESTS_AT_LEAST = 180;

    /* Optional cases of the Reactive Streams TCK that are skipped or not at random. */
    private static final String RANDOMLY_SKIPPED = ".*\\.ReactiveStreamsPublisherTckTest\\.(optional|untested)_.*";

    private final Path runs;
    private final List<String> differences = new ArrayList<>();

    private Comparison(Path runs) {
        this.runs = runs;
    }

    /**
     * Compares the runs of each implementation.
     *
     * @param folders one per implementation, containing the folders {@code without} and {@code with} of its two runs
     */
    public static void main(String[] folders) {
        List<String> differences = new ArrayList<>();
        for (String folder : folders) {
            differences.addAll(new Comparison(Path.of(folder)).compare());
        }
        if (!differences.isEmpty()) {
            throw new IllegalStateException("The TCK runs differ:\n" + String.join("\n", differences));
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
        print("without: " + without);
        print("with:    " + with);
        if (without.byTest().size() < TESTS_AT_LEAST) {
            differ("only " + without.byTest().size() + " tests ran, expected at least " + TESTS_AT_LEAST);
        }
        TreeSet<String> tests = new TreeSet<>(without.byTest().keySet());
        tests.addAll(with.byTest().keySet());
        for (String test : tests) {
            Outcome before = without.byTest().get(test);
            Outcome after = with.byTest().get(test);
            boolean worse = before != after && (before != Outcome.FAILED || after == Outcome.SKIPPED);
            if (worse && !test.matches(RANDOMLY_SKIPPED)) {
                differ(test + ": " + before + " without, " + after + " with");
            }
        }
        print("ignored because they are skipped at random: "
                + tests.stream().filter(test -> test.matches(RANDOMLY_SKIPPED)).count());
    }

    private void compareCalls() {
        CallBalance balance = CallBalance.of(Journal.read(runs.resolve("with/requests.txt")),
                Journal.read(runs.resolve("with/events.txt")));
        print(balance.toString());
        balance.differences().forEach(this::differ);
    }

    /* Compares the requests on the wire, except those of event streams, which may reconnect. */
    private void compareTraffic() {
        List<String> without = traffic("without");
        List<String> with = traffic("with");
        print("requests in the tests without streams: " + without.size() + " without, " + with.size() + " with");
        if (!without.equals(with)) {
            List<String> missing = new ArrayList<>(without);
            with.forEach(missing::remove);
            List<String> added = new ArrayList<>(with);
            without.forEach(added::remove);
            differ("different requests: missing " + missing + ", added " + added);
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
        print("account: " + String.join(", ", account));
        int events = Journal.read(runs.resolve("with/events.txt")).size();
        if (!account.contains("recorded=" + events)) {
            differ(events + " events arrived, but the account differs: " + account);
        }
        if (!account.contains("lost=0") || !account.contains("internalErrors=0")) {
            differ("events were lost, or QuotaWatch had internal errors: " + account);
        }
    }

    private void print(String text) {
        System.out.println(runs.getFileName() + ": " + text);
    }

    private void differ(String difference) {
        differences.add(runs.getFileName() + ": " + difference);
    }
}
