package app.quotawatch.tck.servers;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Records the results of each test class for the compatibility table. */
final class Compatibility implements TestWatcher, AfterAllCallback {

    private static final Map<String, Map<String, String>> RESULTS = new ConcurrentHashMap<>();

    /** Records a fact other than a test result. */
    static void note(Class<?> test, String key, String value) {
        RESULTS.computeIfAbsent(test.getSimpleName(), name -> new ConcurrentHashMap<>()).put(key, value);
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        result(context, "yes");
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        result(context, "no");
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        result(context, "-");
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        result(context, "-");
    }

    private static void result(ExtensionContext context, String result) {
        note(context.getRequiredTestClass(), context.getRequiredTestMethod().getName(), result);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        String name = context.getRequiredTestClass().getSimpleName();
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(RESULTS.getOrDefault(name, Map.of())).forEach((key, value) -> lines.append(key).append('=')
                .append(value).append('\n'));
        Folders.write(Path.of(System.getProperty("compatibility.folder"), name + ".properties"), lines.toString());
        CompatibilityTable.write();
    }
}
