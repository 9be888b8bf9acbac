package app.quotawatch.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/** A file system in memory that is soon full. Where none can be mounted, tests are skipped. */
public final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    public static SmallDisk mount(Path parent, String size) {
        try {
            Path folder = Files.createDirectory(parent.resolve("small"));
            Assumptions.assumeTrue(
                    run("mount", "-t", "tmpfs", "-o", "size=" + size + ",mode=777", "tmpfs", folder.toString()),
                    "file systems cannot be mounted here");
            return new SmallDisk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** Lets a user of the machine own it; returns whether that is possible. */
    public boolean giveTo(String user) {
        return run("chmod", "a+rx", folder.getParent().toString()) && run("chown", user, folder.toString());
    }

    public void enlarge(String size) {
        if (!run("mount", "-o", "remount,size=" + size, folder.toString())) {
            throw new IllegalStateException("cannot be enlarged");
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        run("umount", folder.toString());
    }
}
