package app.quotawatch.fleet.redis;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** TLS with the platform's certificates, and the host's name verified. */
final class Tls {

    private Tls() {}

    static Socket over(Socket socket, HostPort server) throws IOException {
        SSLSocket secure = (SSLSocket) context().getSocketFactory().createSocket(socket, server.host(), server.port(),
                true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private static SSLContext context() {
        Thread current = Thread.currentThread();
        ClassLoader context = current.getContextClassLoader();
        // what is created on this occasion lives as long as the JVM, and must not hold an application's class loader
        current.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException | RuntimeException unusable) {
            // some servers install a default context that only their own threads can use
            return ofJdk();
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
