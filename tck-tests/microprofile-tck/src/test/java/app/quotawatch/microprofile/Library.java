package app.quotawatch.microprofile;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;

/** The jars under test, which are present in every second run. */
final class Library {

    /* One class of each jar, by name, because this class is also loaded without the library. */
    private static final List<String> ENTRIES = List.of("app.quotawatch.QuotaWatch",
            "app.quotawatch.metrics.MicrometerMeters", "app.quotawatch.cdi.QuotaWatchExtension");

    private Library() {}

    static boolean isPresent() {
        try {
            location(ENTRIES.get(0));
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Returns the jars. */
    static List<File> jars() {
        List<File> jars = new ArrayList<>();
        try {
            for (String entry : ENTRIES) {
                jars.add(location(entry));
            }
            return jars;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /* Through the resource, because some classes cannot be loaded without their optional dependencies. */
    private static File location(String type) throws ClassNotFoundException {
        String resource = type.replace('.', '/') + ".class";
        URL url = Library.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new ClassNotFoundException(type);
        }
        try {
            String jar = url.getPath();
            return new File(new URI(jar.substring(0, jar.indexOf("!/"))));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
