package app.quotawatch.http;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.logging.Level;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

import app.quotawatch.log.Log;

/** The certificates that are trusted: the platform's. Used by one thread at a time. */
final class PlatformTls {

    private @Nullable SSLContext fixed;

    PlatformTls() {
        this(null);
    }

    /** Trusts this context instead of the default one; null means the default. */
    PlatformTls(@Nullable SSLContext fixed) {
        this.fixed = fixed;
    }

    /** Returns the default context, as it is now. */
    SSLContext context() {
        if (fixed != null) {
            return fixed;
        }
        Thread current = Thread.currentThread();
        ClassLoader context = current.getContextClassLoader();
        // what is created on this occasion lives as long as the JVM, and must not hold an application's class loader
        current.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException | RuntimeException unusable) {
            // some servers install a default context that only their own threads can use
            Log.thrown(Level.FINE, unusable,
                    "QuotaWatch cannot use the default SSL context and falls back to the JDK's certificates");
            SSLContext ofJdk = ofJdk();
            fixed = ofJdk;
            return ofJdk;
        } finally {
            current.setContextClassLoader(context);
        }
    }

    private static SSLContext ofJdk() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is not available", e);
        }
    }
}
