package app.quotawatch.rest.resteasy;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/** Is notified, before the response filters run, that an implementation may have followed a redirect. */
public interface RedirectListener {

    /**
     * Notes that the response is that of another URL.
     *
     * @param url the last URL; null if it is unknown, or if it is unknown whether there was a redirect
     */
    void redirectedTo(@Nullable URI url);
}
