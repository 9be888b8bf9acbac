/**
 * Sends one request at a time over one HTTP/1.1 connection, on the calling thread. {@link app.quotawatch.http.HttpSender} is the
 * only entrance. From the outside in: {@code HttpSender} keeps a connection or opens one; {@code Connection} finds the route to the
 * endpoint (proxies, tunnels) and exchanges a request for a response; {@code ResponseHead} and {@code ResponseBody} read what
 * comes, within bounds; {@code TlsSocket} and {@code TcpSocket} move the bytes. Every wait of an attempt is one wait on the
 * connection's selector, bounded by the {@code Attempt}. Not API.
 */
@NullMarked
package app.quotawatch.http;

import org.jspecify.annotations.NullMarked;
