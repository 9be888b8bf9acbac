package app.quotawatch.tck.observability;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A program of Prometheus, found on the PATH. Where it is not installed, tests are skipped; on CI they fail. */
final class Binary {

    private final String name;

    private Binary(String name) {
        this.name = name;
    }

    static Binary required(String name) {
        boolean found = false;
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            found |= Files.isExecutable(Path.of(folder, name));
        }
        String missing = name + " is not installed: Debian's package prometheus has it";
        if ("true".equals(System.getenv("CI"))) {
            Assertions.assertTrue(found, missing);
        }
        Assumptions.assumeTrue(found, missing);
        return new Binary(name);
    }

    /** Starts the program; its output goes to the file. */
    Process start(Path output, String... arguments) {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the program and returns its output; fails if it reports a failure. */
    String run(Path output, String... arguments) throws IOException, InterruptedException {
        Process process = start(output, arguments);
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String printed = Files.readString(output);
        Assertions.assertTrue(ended && process.exitValue() == 0, printed);
        return printed;
    }
}
