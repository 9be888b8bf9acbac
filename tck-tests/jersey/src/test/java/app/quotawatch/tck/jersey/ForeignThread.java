package app.quotawatch.tck.jersey;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.Callable;

import app.quotawatch.tck.clients.Caller;
import app.quotawatch.tck.support.Application;

/** Makes calls on a thread whose class loader finds nothing in the application, as a server's common-pool threads do. */
record ForeignThread(Application application) implements Caller {

    @Override
    public <T> T bean(Class<T> type) {
        return application.bean(type);
    }

    @Override
    public <T> T make(Callable<T> action) {
        return application.call(action);
    }

    @Override
    public <T> T call(Callable<T> action) {
        return application.call(() -> {
            Thread.currentThread().setContextClassLoader(new ServerLoader(ForeignThread.class.getClassLoader()));
            return action.call();
        });
    }

    /* In the suite, all classes are on one class path. This hides where ours are registered. */
    private static final class ServerLoader extends ClassLoader {

        ServerLoader(ClassLoader parent) {
            super(parent);
        }

        @Override
        public URL getResource(String name) {
            try {
                Enumeration<URL> visible = getResources(name);
                return visible.hasMoreElements() ? visible.nextElement() : null;
            } catch (IOException e) {
                return null;
            }
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            List<URL> visible = new ArrayList<>();
            for (URL each : Collections.list(super.getResources(name))) {
                if (!name.startsWith("META-INF/services/") || !content(each).contains("app.quotawatch.")) {
                    visible.add(each);
                }
            }
            return Collections.enumeration(visible);
        }

        private static String content(URL file) throws IOException {
            try (InputStream in = file.openStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
