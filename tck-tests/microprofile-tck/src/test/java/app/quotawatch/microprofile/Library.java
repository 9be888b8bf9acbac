package app.quotawatch.microprofile;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.CodeSource;

/** The jar under test, which is there in every second run. */
final class Library {

    private static final String ENTRY = "app.quotawatch.QuotaWatch";

    private Library() {}

    static boolean isPresent() {
        try {
            type();
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Returns the jar. */
    static File jar() {
        try {
            CodeSource source = type().getProtectionDomain().getCodeSource();
            URI location = source.getLocation().toURI();
            return new File(location);
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /* By name: this class is also loaded where the library is not. */
    private static Class<?> type() throws ClassNotFoundException {
        return Class.forName(ENTRY, false, Library.class.getClassLoader());
    }
}
