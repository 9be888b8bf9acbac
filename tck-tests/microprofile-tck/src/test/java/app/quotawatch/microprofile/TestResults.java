package app.quotawatch.microprofile;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The outcome of each test of a run. */
record TestResults(SortedMap<String, Outcome> byTest) {

    static TestResults read(Path folder) {
        SortedMap<String, Outcome> outcomes = new TreeMap<>();
        try (DirectoryStream<Path> reports = Files.newDirectoryStream(folder, "TEST-*.xml")) {
            for (Path report : reports) {
                NodeList tests = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile())
                        .getElementsByTagName("testcase");
                for (int i = 0; i < tests.getLength(); i++) {
                    Element test = (Element) tests.item(i);
                    String name = test.getAttribute("classname") + "." + test.getAttribute("name");
                    // of a test method that ran more than once, the worst outcome counts
                    outcomes.merge(name, Outcome.of(test), (a, b) -> a.compareTo(b) > 0 ? a : b);
                }
            }
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("no readable report in " + folder, e);
        }
        return new TestResults(outcomes);
    }

    long count(Outcome outcome) {
        return byTest.values().stream().filter(outcome::equals).count();
    }

    @Override
    public String toString() {
        return byTest.size() + " tests, " + count(Outcome.FAILED) + " failed, " + count(Outcome.SKIPPED) + " skipped";
    }

    /** The outcome of a test, best first. */
    enum Outcome {

        PASSED,
        SKIPPED,
        FAILED;

        static Outcome of(Element test) {
            if (test.getElementsByTagName("failure").getLength() + test.getElementsByTagName("error").getLength() > 0) {
                return FAILED;
            }
            return test.getElementsByTagName("skipped").getLength() > 0 ? SKIPPED : PASSED;
        }
    }
}
