package app.quotawatch.tck.http;

/** What not every client can do. A test of an ability that a client lacks is skipped. */
public enum Ability {

    /** Follows redirects. */
    REDIRECT,

    /** Times each of the requests of a redirected call. */
    TIMED_REDIRECT,

    /** Sends a request again after a 503 with {@code Retry-After: 0}. */
    RETRY,

    /** Caches responses. */
    CACHE,

    /** Speaks HTTP/2 on a connection without TLS. */
    HTTP2,

    /** Speaks HTTP/2 on a connection with TLS, where both sides agree on it. */
    HTTP2_TLS,

    /** Lets the application cancel a call. */
    CANCEL,

    /** Waits on the application's thread, which can be interrupted. */
    INTERRUPT,

    /** Reports the status and the headers before the body has arrived. */
    STREAM,

    /** Decodes compressed bodies. */
    GZIP,

    /** Can be closed, and rejects calls from then on. */
    CLOSE,

    /** Sends any method and body. */
    ANY_METHOD
}
