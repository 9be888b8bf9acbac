package app.quotawatch.benchmarks.endtoend;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;

/** Hides the services through which observers register automatically, so that a client has only the chosen observer. */
final class WithoutServices extends ClassLoader {

    private final Pattern hidden;

    WithoutServices(ClassLoader parent, Pattern hidden) {
        super(parent);
        this.hidden = hidden;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        Enumeration<URL> all = super.getResources(name);
        if (!name.startsWith("META-INF/services/")) {
            return all;
        }
        List<URL> shown = Collections.list(all).stream()
                .filter(url -> !hidden.matcher(url.toString()).find())
                .toList();
        return Collections.enumeration(shown);
    }
}
