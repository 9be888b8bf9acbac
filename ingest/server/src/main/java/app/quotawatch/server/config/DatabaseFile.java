package app.quotawatch.server.config;

import java.nio.file.Path;
import java.util.Optional;

/** The file of an SQLite database; what belongs to it lies beside it. */
public final class DatabaseFile {

    private static final String SQLITE = "jdbc:sqlite:";
    private static final String FILE_SCHEME = "file:";

    private DatabaseFile() {}

    /** Returns the file, unless it is another kind of database or one in memory. */
    public static Optional<Path> of(String url) {
        if (!url.startsWith(SQLITE)) {
            return Optional.empty();
        }
        String file = url.substring(SQLITE.length());
        int parameters = file.indexOf('?');
        file = parameters < 0 ? file : file.substring(0, parameters);
        file = file.startsWith(FILE_SCHEME) ? file.substring(FILE_SCHEME.length()) : file;
        return file.isEmpty() || file.equals(":memory:")
                ? Optional.empty()
                : Optional.of(Path.of(file).toAbsolutePath());
    }

    /** Returns the file beside it with a suffix. */
    public static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
